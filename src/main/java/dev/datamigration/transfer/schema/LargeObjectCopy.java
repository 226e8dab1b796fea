package dev.datamigration.transfer.schema;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.datamigration.api.LargeObjectHandling;
import dev.datamigration.api.MigrationType;
import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.MigrationPlan;
import dev.datamigration.transfer.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;

/**
 * Makes the large objects of the target those of the source, whatever was done before: what is missing or has another content is
 * copied, and what the task made and the source has no more is removed. No log tells of their changes, so it is
 * done again whenever they have to be equal.
 */
public final class LargeObjectCopy {
    /** SQL that counts those in a database. */
    public static final String COUNT = "SELECT count(*) FROM pg_catalog.pg_largeobject_metadata";

    private final Run run;
    private final Connection source;
    private final Connection target;
    private final LargeObjectStore store;
    private final LargeObjectAccess access;
    private long equal;
    private long copied;
    private long removed;

    /** What was found and done, all of it compared by hashes of both servers afterwards. */
    public record Result(long equal, long copied, long removed) {}

    private LargeObjectCopy(Run run, Connection source, Connection target) throws SQLException {
        this.run = run;
        this.source = source;
        this.target = target;
        this.store = new LargeObjectStore(target, run.scope().taskId());
        this.access = new LargeObjectAccess(new RoleMap(run.plan().objects(), TargetFacts.read(target)));
    }

    /** Whether a task carries large objects. */
    public static boolean isWanted(MigrationPlan plan) {
        return plan.objects().largeObjects() == LargeObjectHandling.Carry && plan.has(MigrationType.Full);
    }

    /**
     * Compares all of them and copies what differs.
     *
     * @throws FailureException if a server failed, or the target has another one under an OID that the source uses
     */
    public static Result copy(Run run) {
        var source = run.source().open(run.scope(), "large objects");
        try {
            var target = run.target().open(run.scope(), "large objects");
            try {
                return SqlWork.call(
                        run.target(),
                        run.scope(),
                        "copying large objects",
                        () -> new LargeObjectCopy(run, source, target).all());
            } finally {
                run.scope().close(target);
            }
        } finally {
            run.scope().close(source);
        }
    }

    private Result all() throws SQLException {
        onSource(() -> {
            source.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            source.setReadOnly(true);
            source.setAutoCommit(false); // each page as of one moment
            return null;
        });
        for (var page = pageAfter(0);
                !page.isEmpty();
                page = pageAfter(page.get(page.size() - 1).oid())) {
            bring(page);
        }
        removeWhatIsGone();
        return new Result(equal, copied, removed);
    }

    private List<LargeObject> pageAfter(long oid) {
        return onSource(() -> {
            source.rollback();
            return LargeObjectReader.after(source, oid);
        });
    }

    private void bring(List<LargeObject> page) throws SQLException {
        var oids = page.stream().map(LargeObject::oid).toList();
        var there = LargeObjectReader.among(target, oids).stream().collect(toMap(LargeObject::oid, identity()));
        var ours = store.among(oids);
        for (var object : page) {
            run.scope().throwIfCancelled();
            var same = there.get(object.oid());
            if (same != null && !ours.contains(object.oid()) && !same.hasContentOf(object)) {
                throw taken(object.oid());
            }
            if (same == null || !same.hasContentOf(object)) {
                fenced(() -> write(object, same));
                copied++;
            } else if (ours.contains(object.oid())) {
                align(object, same);
            }
            equal++;
        }
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
            run.scope().throwIfCancelled();
            var from = offset;
            call(
                    "SELECT pg_catalog.lo_put((?)::oid, ?, ?)",
                    object.oid(),
                    offset,
                    onSource(() -> LargeObjectReader.piece(source, object.oid(), from)));
        }
        run(access.statements(object, there));
        var made = LargeObjectReader.among(target, List.of(object.oid()));
        if (made.size() != 1 || !made.get(0).hasContentOf(object)) {
            throw new IllegalStateException("large object " + object.oid() + " is not what was written");
        }
    }

    private void removeWhatIsGone() throws SQLException {
        for (var ours = store.after(0); !ours.isEmpty(); ours = store.after(ours.get(ours.size() - 1))) {
            var gone = new HashSet<>(ours);
            var asked = ours;
            gone.removeAll(onSource(() -> {
                source.rollback();
                return LargeObjectReader.existing(source, asked);
            }));
            for (var oid : gone) {
                fenced(() -> {
                    store.remove(oid);
                    if (!LargeObjectReader.existing(target, List.of(oid)).isEmpty()) {
                        call("SELECT pg_catalog.lo_unlink((?)::oid)", oid);
                    }
                });
                removed++;
            }
        }
    }

    private void call(String sql, Object... parameters) throws SQLException {
        try (var statement = target.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    private void run(List<String> statements) throws SQLException {
        for (var sql : statements) {
            try (var statement = Presence.verbatim(target)) {
                statement.execute(sql);
            }
        }
    }

    private void fenced(Fence.Writes writes) throws SQLException {
        Fence.transaction(target, run.scope().taskId(), run.scope().epoch(), writes);
    }

    private <T> T onSource(SqlWork.Call<T> work) {
        return SqlWork.call(run.source(), run.scope(), "reading large objects", work);
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
