package dev.datamigration.database.postgres.schema.creation;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.schema.NamesByPath;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.sql.SearchPath;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.schema.CreationResult;
import dev.datamigration.database.schema.ObjectCheckpoints;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaCreation;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Creates objects together with their checkpoints, in fenced transactions. */
final class PostgresSchemaCreation implements SchemaCreation {
    private static final int DEADLOCK_ATTEMPTS = 10;

    /**
     * Each takes a handful of the locks of which a server has {@code max_locks_per_transaction} (64 where nobody changed
     * it) for each connection that it allows.
     */
    private static final int MOST_TOGETHER = 64;

    /** For so long more objects join a transaction: what one that is killed has to do again, and how long locks are held. */
    private static final long BRIEF_NANOS = 200_000_000;

    /** What waits or takes longer than was thought is better alone in a transaction, where nothing limits it. */
    private static final String BRIEF = "SET LOCAL lock_timeout = '200ms'; SET LOCAL statement_timeout = '2s'";

    /** Bodies may name what comes later or never; notices about what exists help nobody. */
    private static final String SESSION = "SET check_function_bodies = off; SET client_min_messages = error";

    private final PostgresServer source;
    private final PostgresServer target;
    private final RunScope scope;
    private final ObjectCheckpoints checkpoints;
    private final Connection connection;

    PostgresSchemaCreation(
            PostgresServer source, PostgresServer target, RunScope scope, ObjectCheckpoints checkpoints) {
        this.source = source;
        this.target = target;
        this.scope = scope;
        this.checkpoints = checkpoints;
        this.connection = target.openToCreate(scope, "schema");
        SqlWork.run(target, scope, "preparing a session", () -> {
            SqlStatement.execute(connection, SESSION);
            connection.setAutoCommit(false);
        });
    }

    @Override
    public void close() {
        scope.close(connection);
    }

    @Override
    public int mostTogether() {
        return MOST_TOGETHER;
    }

    @Override
    public CreationResult create(SchemaItem item) {
        for (var attempt = 1; ; attempt++) {
            scope.throwIfCancelled();
            try {
                attempt(item);
                return new CreationResult.Created();
            } catch (SQLException e) {
                scope.throwIfCancelled();
                rollback();
                if (!Refusals.isDeadlock(e) || attempt == DEADLOCK_ATTEMPTS) {
                    return refusal(item, e);
                }
            }
        }
    }

    private void attempt(SchemaItem item) throws SQLException {
        begin();
        SearchPath.ofTransaction(connection, item.searchPath());
        execute(item.statements());
        for (var sql : item.settings()) {
            set(item, sql);
        }
        checkpoints.writeDone(connection, List.of(item.key()));
        connection.commit();
    }

    private void set(SchemaItem item, String sql) throws SQLException {
        var savepoint = connection.setSavepoint();
        try {
            execute(List.of(sql));
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            if (Refusals.isOfServer(e, target.access())) {
                throw e;
            }
            connection.rollback(savepoint);
            checkpoints.writeRefused(
                    connection,
                    new SchemaItem.Key(ObjectKind.Setting, sql, item.key().name()),
                    Refusals.reason(item, e));
        }
    }

    private CreationResult refusal(SchemaItem item, SQLException error) {
        if (Refusals.isOfServer(error, target.access())) {
            throw target.failure(scope, "creating " + item.key().display(), error);
        }
        if (new Presence(target, scope, connection).of(item)) {
            write("noting " + item.key().display(), onTarget -> checkpoints.writeDone(onTarget, List.of(item.key())));
            return new CreationResult.Existed();
        }
        return new CreationResult.Refused(error, Refusals.isUnsupported(error), Refusals.reason(item, error));
    }

    @Override
    public List<SchemaItem> createTogether(Supplier<SchemaItem> next) {
        scope.throwIfCancelled();
        try {
            return together(next);
        } catch (SQLException e) {
            scope.throwIfCancelled();
            rollback();
            return List.of();
        }
    }

    private List<SchemaItem> together(Supplier<SchemaItem> next) throws SQLException {
        var made = new ArrayList<SchemaItem>();
        var until = System.nanoTime() + BRIEF_NANOS;
        begin();
        SqlStatement.execute(connection, BRIEF);
        String path = null;
        do {
            var item = next.get();
            if (item == null) {
                break;
            }
            if (!item.searchPath().equals(path)) {
                path = item.searchPath();
                SearchPath.ofTransaction(connection, path);
            }
            execute(item.statements());
            execute(item.settings());
            made.add(item);
        } while (System.nanoTime() < until);
        checkpoints.writeDone(connection, made.stream().map(SchemaItem::key).toList());
        connection.commit();
        return made;
    }

    private void execute(List<String> statements) throws SQLException {
        for (var sql : statements) {
            SqlStatement.executeVerbatim(connection, Sql.statement(sql));
        }
    }

    private void begin() throws SQLException {
        Fence.check(connection, scope.taskId(), scope.epoch());
    }

    @Override
    public void write(String doing, Write write) {
        SqlWork.run(target, scope, doing, () -> {
            try {
                begin();
                write.to(connection);
                connection.commit();
            } catch (SQLException e) {
                rollback();
                throw e;
            }
        });
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // the connection is gone, which the next statement on it will say
        }
    }

    @Override
    public FailureException failure(SchemaItem item, SQLException error) {
        return Refusals.failure(item, error, target.access(), calledBy(item, error));
    }

    private List<NamesByPath> calledBy(SchemaItem item, SQLException error) {
        if (item.id() == null || !Refusals.isOfNames(error)) {
            return List.of();
        }
        return SqlWork.connected(
                source,
                scope,
                "functions",
                "reading what " + item.key().label() + " calls",
                connection -> NamesByPath.calledBy(connection, ObjectId.of(item.id())));
    }
}
