package dev.datamigration.database.compare;

import java.util.Collections;
import java.util.List;

/**
 * A row's values as text.
 *
 * @param values in the order of the columns, null for null; all null where the row is too wide
 * @param tooWide whether the row is wider than what was asked for
 */
public record RowText(List<String> values, boolean tooWide) {
    public RowText {
        values = Collections.unmodifiableList(values);
    }
}
