package dev.datamigration.transfer.schema;

import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.connection.PostgresFailures;
import dev.datamigration.database.postgres.schema.creation.Presence;
import dev.datamigration.database.postgres.schema.creation.Refusals;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Creates objects on the target together with the ledger's word of them, in fenced transactions. */
final class ItemCreator implements AutoCloseable {
    private static final int DEADLOCK_ATTEMPTS = 10;

    /** For so long more objects join a transaction: what one that is killed has to do again, and how long locks are held. */
    private static final long BRIEF_NANOS = 200_000_000;

    /** What waits or takes longer than was thought is better alone in a transaction, where nothing limits it. */
    private static final String BRIEF = "SET LOCAL lock_timeout = '200ms'; SET LOCAL statement_timeout = '2s'";

    private final Run run;
    private final SchemaObjectStore objectStore;
    private final Connection connection;

    ItemCreator(Run run, SchemaObjectStore objectStore) {
        this.run = run;
        this.objectStore = objectStore;
        this.connection = run.target().openToCreate(run.scope(), "schema");
        try {
            // bodies may name what comes later or never; notices about what exists help nobody
            SqlStatement.execute(connection, "SET check_function_bodies = off; SET client_min_messages = error");
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw failed(e, "preparing a session");
        }
    }

    @Override
    public void close() {
        run.scope().close(connection);
    }

    /**
     * Does nothing for what is done already. A refusal changes nothing and is not yet noted.
     *
     * @throws dev.datamigration.failure.FailureException when the server itself fails, or another worker took over
     */
    CreationResult create(SchemaItem item) {
        if (objectStore.isDone(item.key())) {
            return new CreationResult.Existed();
        }
        for (var attempt = 1; ; attempt++) {
            run.scope().throwIfCancelled();
            try {
                var outcome = attempt(item);
                objectStore.committed(item.key());
                return outcome;
            } catch (SQLException e) {
                run.scope().throwIfCancelled();
                rollback();
                if (Refusals.isDeadlock(e) && attempt < DEADLOCK_ATTEMPTS) {
                    continue;
                }
                return refusal(item, e);
            }
        }
    }

    /**
     * Creates objects in one transaction for as long as it is brief, so that one that takes long is the last of its
     * transaction.
     *
     * @param next gives one after the other; null ends it
     * @return false if anything was refused: then nothing of it was done, and each is to be created by itself, which tells
     *     what stands in its way
     */
    boolean createTogether(Supplier<SchemaItem> next) {
        run.scope().throwIfCancelled();
        var made = new ArrayList<SchemaItem.Key>();
        try {
            var until = System.nanoTime() + BRIEF_NANOS;
            Fence.check(connection, run.scope().taskId(), run.scope().epoch());
            SqlStatement.execute(connection, BRIEF);
            String path = null;
            do {
                var item = next.get();
                if (item == null) {
                    break;
                }
                if (!item.searchPath().equals(path)) {
                    path = item.searchPath();
                    Presence.setSearchPath(connection, path);
                }
                execute(item.statements());
                execute(item.settings());
                made.add(item.key());
            } while (System.nanoTime() < until);
            objectStore.writeDone(connection, made);
            connection.commit();
            made.forEach(objectStore::committed);
            return true;
        } catch (SQLException e) {
            run.scope().throwIfCancelled();
            rollback();
            return false;
        }
    }

    private void execute(List<String> statements) throws SQLException {
        for (var sql : statements) {
            SqlStatement.executeVerbatim(connection, Sql.statement(sql));
        }
    }

    private CreationResult attempt(SchemaItem item) throws SQLException {
        begin(item);
        execute(item.statements());
        for (var sql : item.settings()) {
            set(item, sql);
        }
        objectStore.writeDone(connection, List.of(item.key()));
        connection.commit();
        return new CreationResult.Created();
    }

    private void begin(SchemaItem item) throws SQLException {
        Fence.check(connection, run.scope().taskId(), run.scope().epoch());
        Presence.setSearchPath(connection, item.searchPath());
    }

    private void set(SchemaItem item, String sql) throws SQLException {
        var savepoint = connection.setSavepoint();
        try {
            SqlStatement.executeVerbatim(connection, Sql.statement(sql));
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            if (Refusals.isOfServer(e, run.target().access())) {
                throw e;
            }
            connection.rollback(savepoint);
            objectStore.refused(
                    connection,
                    new SchemaItem.Key(ObjectKind.Setting, sql, item.key().name()),
                    Refusals.reason(item, e));
        }
    }

    private CreationResult refusal(SchemaItem item, SQLException error) {
        if (Refusals.isOfServer(error, run.target().access())) {
            throw failed(error, "creating " + item.key().display());
        }
        if (new Presence(run.target(), run.scope(), connection).of(item)) {
            noteDone(item);
            return new CreationResult.Existed();
        }
        return new CreationResult.Refused(error);
    }

    private void noteDone(SchemaItem item) {
        inTransaction(item, () -> objectStore.writeDone(connection, List.of(item.key())));
        objectStore.committed(item.key());
    }

    /** Notes that an object is not carried. */
    void noteRefused(SchemaItem item, String reason) {
        inTransaction(item, () -> objectStore.refused(connection, item.key(), reason));
    }

    /** Takes a plan over into the ledger. */
    void adopt(SchemaPlan plan) {
        inTransaction(null, () -> objectStore.adopt(connection, plan));
    }

    private void inTransaction(SchemaItem item, Write write) {
        try {
            Fence.check(connection, run.scope().taskId(), run.scope().epoch());
            write.run();
            connection.commit();
        } catch (SQLException e) {
            run.scope().throwIfCancelled();
            rollback();
            throw failed(e, "noting " + (item == null ? "the plan" : item.key().display()));
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // the connection is gone, which the next statement on it will say
        }
    }

    private RuntimeException failed(SQLException error, String doing) {
        run.scope().throwIfCancelled();
        return PostgresFailures.of(error, run.target().access(), doing);
    }

    @FunctionalInterface
    private interface Write {
        void run() throws SQLException;
    }
}
