package dev.datamigration.transfer.full.remainder;

import dev.datamigration.database.load.LoadSource;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.TouchedKeys;
import dev.datamigration.database.log.LogMessage.Delete;
import dev.datamigration.database.log.LogMessage.Insert;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.Update;
import dev.datamigration.database.log.OldRow;
import dev.datamigration.database.log.RelationColumn;
import dev.datamigration.database.log.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the key out of a table's changes.
 *
 * @param indexes of the key's columns in the rows of the log
 * @param source that the table is read from
 */
record ChangedKey(LoadTable table, List<Integer> indexes, LoadSource source) {

    static ChangedKey of(LoadTable table, Relation relation, LoadSource source) {
        var names = relation.columns().stream().map(RelationColumn::name).toList();
        var indexes = table.key().columns().stream().map(names::indexOf).toList();
        if (indexes.contains(-1)) {
            throw source.keyNotLogged(table);
        }
        return new ChangedKey(table, indexes, source);
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
                throw source.keyNotLogged(table);
            }
            values.add(row.text(index));
        }
        return values;
    }
}
