package dev.datamigration.transfer.full.remainder;

import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.TouchedKeys;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.log.LogMessage.Delete;
import dev.datamigration.database.log.LogMessage.Insert;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.TooWide;
import dev.datamigration.database.log.LogMessage.Truncate;
import dev.datamigration.database.log.LogMessage.Update;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.run.TruncatedPartition;
import dev.datamigration.transfer.run.WideRow;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Finds in the log which keys of some tables changed. */
final class ChangedKeysReader implements Consumer<LogMessage> {
    private final Run run;
    private final Map<TableName, LoadTable> tables = new HashMap<>();
    private final Map<LoadTable, Position> positions;
    private final TouchedKeys keys;
    private final Map<Integer, ChangedKey> relations = new HashMap<>();
    private final Map<Integer, Relation> described = new HashMap<>();
    private TransactionId transaction;

    /** @param positions from which on each table's changes count */
    ChangedKeysReader(Run run, Map<LoadTable, Position> positions, TouchedKeys keys) {
        this.run = run;
        this.positions = positions;
        this.keys = keys;
        positions.keySet().forEach(table -> tables.put(table.name(), table));
    }

    @Override
    public void accept(LogMessage message) {
        if (message instanceof Begin begin) {
            transaction = begin.transaction();
        } else if (message instanceof Relation relation) {
            noteRelation(relation);
        } else if (message instanceof Insert insert) {
            note(insert.relation(), key -> key.of(insert, keys));
        } else if (message instanceof Update update) {
            note(update.relation(), key -> key.of(update, keys));
        } else if (message instanceof Delete delete) {
            note(delete.relation(), key -> key.of(delete, keys));
        } else if (message instanceof TooWide tooWide) {
            note(tooWide.relation(), key -> {
                throw WideRow.failure(described.get(tooWide.relation()), tooWide, run);
            });
        } else if (message instanceof Truncate truncate) {
            truncate.relations().forEach(relation -> note(relation, key -> keys.truncate(key.table())));
            truncate.parts()
                    .forEach(relation -> note(relation, key -> {
                        throw TruncatedPartition.failure(run, key.table().name());
                    }));
        }
    }

    private void noteRelation(Relation relation) {
        var table = tables.get(relation.name());
        if (table == null) {
            relations.remove(relation.id());
        } else {
            relations.put(
                    relation.id(), ChangedKey.of(table, relation, run.from().loadSource()));
            described.put(relation.id(), relation);
        }
    }

    private void note(int relation, Consumer<ChangedKey> change) {
        var key = relations.get(relation);
        if (key != null && !positions.get(key.table()).covers(transaction)) {
            change.accept(key);
        }
    }
}
