package dev.datamigration.transfer.verify.repair;

import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.Settled;

/** Makes rows of one table on the target what they are on the source. */
public interface RowRepair {
    /**
     * Writes those of the rows that can be written now; the others are to be looked at again. What was written is, too.
     *
     * @param settled just now; what is undecided in it may be written, too, where it stands still long enough for that
     * @return how many rows were written
     */
    int repair(Settled settled, Servers servers);

    /** Returns why rows were left, for people; null where nothing is known. */
    String remark();
}
