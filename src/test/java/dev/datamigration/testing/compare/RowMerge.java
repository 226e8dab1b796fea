package dev.datamigration.testing.compare;

import dev.datamigration.database.table.TableName;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Walks two sorted streams of rows side by side, as multisets: what is there twice must be there twice. */
final class RowMerge {
    private static final int MAX_EXAMPLES = 5;
    private static final int EXAMPLE_LENGTH = 300;

    /** Rows in ascending order of their unsigned bytes. */
    @FunctionalInterface
    interface Rows {
        /** The next row, or null when there is none. */
        byte[] next() throws SQLException;
    }

    private final List<String> examples = new ArrayList<>();
    private long equal;
    private long sourceOnly;
    private long targetOnly;

    private RowMerge() {}

    static TableComparison compare(TableName table, Rows source, Rows target) throws SQLException {
        var merge = new RowMerge();
        merge.run(source, target);
        return new TableComparison(table, true, merge.equal, merge.sourceOnly, merge.targetOnly, merge.examples);
    }

    private void run(Rows source, Rows target) throws SQLException {
        var here = source.next();
        var there = target.next();
        while (here != null || there != null) {
            var order = order(here, there);
            if (order == 0) {
                equal++;
            } else if (order < 0) {
                sourceOnly++;
                example("source", here);
            } else {
                targetOnly++;
                example("target", there);
            }
            here = order <= 0 ? source.next() : here;
            there = order >= 0 ? target.next() : there;
        }
    }

    /** A stream that has ended comes after every row. */
    private static int order(byte[] here, byte[] there) {
        if (here == null) {
            return 1;
        }
        return there == null ? -1 : Arrays.compareUnsigned(here, there);
    }

    private void example(String side, byte[] row) {
        if (examples.size() < MAX_EXAMPLES) {
            var text = new String(row, StandardCharsets.UTF_8);
            examples.add(side + ": " + text.substring(0, Math.min(EXAMPLE_LENGTH, text.length())));
        }
    }
}
