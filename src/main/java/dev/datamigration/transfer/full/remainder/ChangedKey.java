package dev.datamigration.transfer.full.remainder;

import dev.datamigration.api.Side;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.TouchedKeys;
import dev.datamigration.database.log.LogMessage.Delete;
import dev.datamigration.database.log.LogMessage.Insert;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.Update;
import dev.datamigration.database.log.OldRow;
import dev.datamigration.database.log.RelationColumn;
import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the key out of a table's changes.
 *
 * @param indexes of the key's columns in the rows of the log
 */
record ChangedKey(LoadTable table, List<Integer> indexes) {

    static ChangedKey of(LoadTable table, Relation relation) {
        var names = relation.columns().stream().map(RelationColumn::name).toList();
        var indexes = table.key().columns().stream().map(names::indexOf).toList();
        if (indexes.contains(-1)) {
            throw unknown(table);
        }
        return new ChangedKey(table, indexes);
    }

    void of(Insert insert, TouchedKeys keys) {
        keys.add(table, values(insert.row()));
    }

    void of(Update update, TouchedKeys keys) {
        var old = known(update.old());
        if (old != null) {
            keys.add(table, values(old));
        }
        keys.add(table, values(old == null ? update.row() : update.row().filledFrom(old)));
    }

    void of(Delete delete, TouchedKeys keys) {
        keys.add(table, values(known(delete.old())));
    }

    private static Tuple known(OldRow old) {
        if (old instanceof OldRow.Key key) {
            return key.values();
        }
        return old instanceof OldRow.Full full ? full.row() : null;
    }

    /** A column of the key is never null; where the log has none, the replica identity does not hold the key. */
    private List<String> values(Tuple row) {
        var values = new ArrayList<String>();
        for (var index : indexes) {
            if (row == null || row.isNull(index) || row.isUnchanged(index)) {
                throw unknown(table);
            }
            values.add(row.text(index));
        }
        return values;
    }

    private static FailureException unknown(LoadTable table) {
        return new FailureException(new Failure(
                FailureCode.SourceSchemaChanged,
                Side.Source,
                "The log does not tell the key %s of rows of %s that changed on the source while it was loaded."
                        .formatted(table.key().columns(), table.name()),
                "Run ALTER TABLE %s REPLICA IDENTITY DEFAULT (or FULL) on the source, end this task and start a new one"
                                .formatted(Sql.quoted(table.name()))
                        + " with empty tables on the target."));
    }
}
