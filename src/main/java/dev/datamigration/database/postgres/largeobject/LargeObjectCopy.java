package dev.datamigration.database.postgres.largeobject;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.LargeObjectProgress;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.largeobject.LargeObjects.Copied;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.schema.plan.RoleMap;
import dev.datamigration.database.postgres.schema.plan.TargetFacts;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the large objects of the target those of the source, whatever was done before: what is missing or has another content is
 * copied, and what the task made and the source has no more is removed. No log tells of their changes, so it is
 * done again whenever they have to be equal.
 */
final class LargeObjectCopy {
    private final RunScope scope;
    private final LargeObjectSides sides;
    private final Connection target;
    private final LargeObjectStore store;
    private final LargeObjectAccess access;
    private final Consumer<LargeObjectProgress> progress;
    private long equal;
    private long created;
    private long overwritten;
    private long removed;
    private long bytes;

    /**
     * Reads what the target knows of roles.
     *
     * @param progress told at the begin and after each of them, by the calling thread
     */
    LargeObjectCopy(
            RunScope scope, LargeObjectSides sides, ObjectSelection objects, Consumer<LargeObjectProgress> progress)
            throws SQLException {
        this.scope = scope;
        this.sides = sides;
        this.target = sides.target();
        this.store = sides.store();
        this.access = new LargeObjectAccess(new RoleMap(objects, TargetFacts.read(target)));
        this.progress = progress;
    }

    /**
     * Compares all of them and copies what differs.
     *
     * @throws FailureException if the target has another one under an OID that the source uses
     */
    Copied all() throws SQLException {
        var count = sides.count();
        tell(count);
        sides.forEachPage(page -> {
            for (var pair : page) {
                scope.throwIfCancelled();
                bring(pair);
                tell(Math.max(count, equal));
            }
        });
        sides.forEachPageOfGone(this::remove);
        return new Copied(equal, created, overwritten, removed);
    }

    private void tell(long count) {
        progress.accept(new LargeObjectProgress(count, equal, bytes));
    }

    private void bring(LargeObjectPair pair) throws SQLException {
        var object = pair.source();
        if (pair.target() != null && !pair.ours() && !pair.isEqual()) {
            throw taken(object.oid());
        }
        if (!pair.isEqual()) {
            fenced(() -> write(object, pair.target()));
            created += pair.target() == null ? 1 : 0;
            overwritten += pair.target() == null ? 0 : 1;
        } else if (pair.ours()) {
            align(object, pair.target());
        }
        equal++;
        bytes += object.bytes();
    }

    private void align(LargeObject object, LargeObject there) throws SQLException {
        var statements = access.statements(object, there);
        if (!statements.isEmpty()) {
            fenced(() -> run(statements));
        }
    }

    private void write(LargeObject object, LargeObject there) throws SQLException {
        if (there == null) {
            store.remove(object.oid()); // somebody else may have removed the one that we made
            store.add(object.oid());
            call("SELECT pg_catalog.lo_create((?)::oid)", object.oid());
        } else {
            call(
                    "SELECT pg_catalog.lo_truncate64(pg_catalog.lo_open((?)::oid, 131072), ?)",
                    object.oid(),
                    object.bytes());
        }
        for (var offset = 0L; offset < object.bytes(); offset += LargeObjectReader.PIECE) {
            scope.throwIfCancelled();
            call("SELECT pg_catalog.lo_put((?)::oid, ?, ?)", object.oid(), offset, sides.piece(object.oid(), offset));
        }
        run(access.statements(object, there));
        var made = LargeObjectReader.among(target, List.of(object.oid()));
        if (made.size() != 1 || !made.get(0).hasContentOf(object)) {
            throw new IllegalStateException("large object " + object.oid() + " is not what was written");
        }
    }

    private void remove(List<Long> gone) throws SQLException {
        var there = LargeObjectReader.existing(target, gone);
        for (var oid : gone) {
            fenced(() -> {
                store.remove(oid);
                if (there.contains(oid)) {
                    call("SELECT pg_catalog.lo_unlink((?)::oid)", oid);
                }
            });
        }
        removed += there.size();
    }

    private void call(String sql, Object... parameters) throws SQLException {
        SqlStatement.of(target, sql).with(parameters).exists();
    }

    private void run(List<String> statements) throws SQLException {
        for (var sql : statements) {
            SqlStatement.executeVerbatim(target, sql);
        }
    }

    private void fenced(Fence.Writes writes) throws SQLException {
        Fence.transaction(target, scope.taskId(), scope.epoch(), writes);
    }

    private static FailureException taken(long oid) {
        return new FailureException(new Failure(
                FailureCode.SchemaNotCreated,
                Side.Target,
                "Large object %d is on the target with another content, and this task did not make it.".formatted(oid),
                "Where nobody needs it, remove it on the target: SELECT lo_unlink(%d); then resume. Otherwise set spec.objects.largeObjects: Leave in a new task."
                        .formatted(oid)));
    }
}
