package dev.datamigration.transfer.incremental.apply;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamigration.database.ByteText;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.Tuple;
import dev.datamigration.failure.Cut;

/** A row as a JSON object for people: each value as the text that the server prints; values not in the log left out. */
final class RowJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One row must not fill the disk: longer values are cut, which an ellipsis at their end tells. */
    private static final int LONGEST_VALUE = 100_000;

    private RowJson() {}

    static String of(Relation relation, Tuple row) {
        var object = JSON.createObjectNode();
        for (var i = 0; i < row.size(); i++) {
            if (!row.isUnchanged(i)) {
                object.put(relation.columns().get(i).name(), Cut.to(LONGEST_VALUE, text(row, i)));
            }
        }
        return object.toString();
    }

    private static String text(Tuple row, int column) {
        return row.isNull(column) ? null : ByteText.escaped(row.text(column));
    }
}
