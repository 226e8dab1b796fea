package dev.datamigration.transfer.verify.compare;

import dev.datamigration.transfer.verify.result.Servers;
import java.util.List;

/** Takes in what comes of comparing ranges. */
public interface RangeFindings {
    /** Rows that were looked at on the source. */
    void scanned(long rows);

    /** Rows that are equal. */
    void consistent(long rows);

    /**
     * Rows that seemed to differ.
     *
     * @param servers to settle them with
     */
    void suspects(List<List<String>> keys, Servers servers);

    /** Returns whether enough differs for the rest not to matter. */
    boolean areEnough();
}
