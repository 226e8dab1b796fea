package dev.datamigration.transfer.full;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.Lsn;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.replication.ChangeStream;
import dev.datamigration.database.postgres.replication.PgOutputMessage;
import dev.datamigration.database.postgres.replication.PgOutputMessage.Begin;
import dev.datamigration.database.postgres.replication.PgOutputMessage.Delete;
import dev.datamigration.database.postgres.replication.PgOutputMessage.Insert;
import dev.datamigration.database.postgres.replication.PgOutputMessage.Relation;
import dev.datamigration.database.postgres.replication.PgOutputMessage.TooWide;
import dev.datamigration.database.postgres.replication.PgOutputMessage.Truncate;
import dev.datamigration.database.postgres.replication.PgOutputMessage.Update;
import dev.datamigration.transfer.Run;
import dev.datamigration.transfer.WideRow;
import dev.datamigration.transfer.checkpoint.LoadWitnessCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads from the task's slot which keys of some tables changed, and confirms nothing: the changes are to be read again. */
final class ChangedKeysReader {
    private static final long WAIT_MILLIS = 1000;

    private final Run run;
    private final RunScope scope;
    private final Map<TableName, LoadTable> tables = new HashMap<>();
    private final Map<LoadTable, Lsn> positions;
    private final TouchedKeys keys;
    private final Map<Integer, ChangedKey> relations = new HashMap<>();
    private final Map<Integer, Relation> described = new HashMap<>();
    private final LoadWitnessCheck log;
    private Lsn committed = Lsn.ZERO;

    /**
     * @param positions from which on each table's changes count
     * @param log is shown every transaction
     */
    ChangedKeysReader(Run run, RunScope scope, Map<LoadTable, Lsn> positions, TouchedKeys keys, LoadWitnessCheck log) {
        this.run = run;
        this.scope = scope;
        this.positions = positions;
        this.keys = keys;
        this.log = log;
        positions.keySet().forEach(table -> tables.put(table.name(), table));
    }

    /**
     * Reads every transaction that committed before the position.
     *
     * @throws dev.datamigration.failure.FailureException LogBehind if it is not the log that was read before
     */
    void readUntil(Lsn end) {
        try (var stream = ChangeStream.open(
                scope,
                run.source(),
                run.slotName(),
                run.publicationName(),
                Lsn.ZERO,
                "catch-up",
                run.plan().limits().maxRowBytes())) {
            while (true) {
                var message = stream.next(WAIT_MILLIS);
                if (message == null ? stream.received().isAtLeast(end) : isBeyond(message, end)) {
                    log.received(end);
                    return;
                }
                if (message != null) {
                    note(message);
                }
            }
        }
    }

    private static boolean isBeyond(PgOutputMessage message, Lsn end) {
        return message instanceof Begin begin && begin.finalLsn().isAtLeast(end);
    }

    private void note(PgOutputMessage message) {
        if (message instanceof Begin begin) {
            log.begin(begin);
            committed = begin.finalLsn();
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
        }
    }

    private void noteRelation(Relation relation) {
        var table = tables.get(relation.name());
        if (table == null) {
            relations.remove(relation.oid());
        } else {
            relations.put(relation.oid(), ChangedKey.of(table, relation));
            described.put(relation.oid(), relation);
        }
    }

    private void note(int relation, Consumer<ChangedKey> change) {
        var key = relations.get(relation);
        if (key != null && committed.isAtLeast(positions.get(key.table()))) {
            change.accept(key);
        }
    }
}
