package dev.datamigration.transfer.incremental.change;

import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.OldRow;
import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.write.BoundTable;
import java.util.Arrays;

/** Makes {@link RowChange}s of messages: works out the key of the old row, and fills in what the old row tells. */
final class RowChanges {
    private RowChanges() {}

    static RowChange of(LogMessage.Insert insert) {
        return new RowChange.Insert(insert.row());
    }

    static RowChange of(LogMessage.Delete delete) {
        return new RowChange.Delete(known(delete.old()));
    }

    static RowChange of(BoundTable table, LogMessage.Update update) {
        var row = update.row();
        if (update.old() instanceof OldRow.Full full) {
            return new RowChange.Update(full.row(), row.filledFrom(full.row()));
        }
        if (update.old() instanceof OldRow.Key key) {
            return new RowChange.Update(key.values(), withKey(table, row, key.values()));
        }
        if (Arrays.stream(table.key()).anyMatch(row::isUnchanged)) {
            throw table.keyNotInLog();
        }
        return new RowChange.Update(row, row);
    }

    private static Tuple known(OldRow old) {
        if (old instanceof OldRow.Full full) {
            return full.row();
        }
        if (old instanceof OldRow.Key key) {
            return key.values();
        }
        throw new IllegalArgumentException("a row was deleted of which nothing is known");
    }

    /** From 13.6, 14.2 and 15 on, a key that is stored out of line and did not change comes with the old row only. */
    private static Tuple withKey(BoundTable table, Tuple row, Tuple old) {
        if (Arrays.stream(table.key()).noneMatch(row::isUnchanged)) {
            return row;
        }
        var values = new byte[row.size()][];
        for (var i = 0; i < values.length; i++) {
            values[i] = table.isKey(i) && row.isUnchanged(i) ? old.bytes(i) : row.bytes(i);
        }
        return Tuple.of(values);
    }
}
