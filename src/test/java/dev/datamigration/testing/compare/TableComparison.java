package dev.datamigration.testing.compare;

import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * How a table compares. A row that differs counts on both sides, once as it is here and once as it is there.
 *
 * @param present whether the table exists on both sides; if not, no row was read
 * @param equal rows on both sides, each as often as it is there on both
 * @param sourceOnly rows of the source without an equal one on the target
 * @param targetOnly the other way round
 * @param examples some of the rows that are on one side only, shortened, behind "source: " or "target: "
 */
public record TableComparison(
        TableName table, boolean present, long equal, long sourceOnly, long targetOnly, List<String> examples) {
    public TableComparison {
        examples = List.copyOf(examples);
    }

    static TableComparison absent(TableName table, String side) {
        return new TableComparison(table, false, 0, 0, 0, List.of("table does not exist on the " + side));
    }

    /** Whether there is nothing that differs. */
    public boolean same() {
        return present && sourceOnly == 0 && targetOnly == 0;
    }

    /** Rows of the source. */
    public long rows() {
        return equal + sourceOnly;
    }
}
