package dev.datamigration.database.postgres.largeobject;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The large objects of both databases, some at a time; content is hashed by the servers. */
final class LargeObjectSides {
    private final RunScope scope;
    private final PostgresServer from;
    private final Connection source;
    private final Connection target;
    private final LargeObjectStore store;

    private LargeObjectSides(RunScope scope, PostgresServer from, Connection source, Connection target) {
        this.scope = scope;
        this.from = from;
        this.source = source;
        this.target = target;
        this.store = new LargeObjectStore(target, scope.taskId());
    }

    /**
     * Does something with both, on connections of its own.
     *
     * @param what is being done, as messages tell it
     * @throws FailureException if a server failed
     */
    static <T> T with(RunScope scope, PostgresServer from, PostgresServer to, String what, Work<T> work) {
        var source = from.open(scope, "large objects");
        try {
            var target = to.open(scope, "large objects");
            try {
                var sides = new LargeObjectSides(scope, from, source, target);
                sides.onSource(() -> {
                    source.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    source.setReadOnly(true);
                    source.setAutoCommit(false); // each page as of one moment
                    return null;
                });
                return SqlWork.call(to, scope, what, () -> work.with(sides));
            } finally {
                scope.close(target);
            }
        } finally {
            scope.close(source);
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T with(LargeObjectSides sides) throws SQLException;
    }

    @FunctionalInterface
    interface Page<T> {
        void of(List<T> some) throws SQLException;
    }

    Connection target() {
        return target;
    }

    LargeObjectStore store() {
        return store;
    }

    /** Returns how many the source has. */
    long count() {
        return onSource(() -> {
            source.rollback();
            return LargeObjectReader.count(source);
        });
    }

    /** All of the source, in the order of their OIDs. */
    void forEachPage(Page<LargeObjectPair> page) throws SQLException {
        for (var objects = after(0);
                !objects.isEmpty();
                objects = after(objects.get(objects.size() - 1).oid())) {
            scope.throwIfCancelled();
            page.of(pairs(objects));
        }
    }

    /** All that the task made on the target and the source has no more. */
    void forEachPageOfGone(Page<Long> page) throws SQLException {
        for (var ours = store.after(0); !ours.isEmpty(); ours = store.after(ours.get(ours.size() - 1))) {
            scope.throwIfCancelled();
            var asked = ours;
            var there = onSource(() -> {
                source.rollback();
                return LargeObjectReader.existing(source, asked);
            });
            page.of(ours.stream().filter(oid -> !there.contains(oid)).toList());
        }
    }

    /** A piece of one of the source, within the snapshot of its page. */
    byte[] piece(long oid, long offset) {
        return onSource(() -> LargeObjectReader.piece(source, oid, offset));
    }

    private List<LargeObject> after(long oid) {
        return onSource(() -> {
            source.rollback();
            return LargeObjectReader.after(source, oid);
        });
    }

    private List<LargeObjectPair> pairs(List<LargeObject> objects) throws SQLException {
        var oids = objects.stream().map(LargeObject::oid).toList();
        var there = LargeObjectReader.among(target, oids).stream().collect(toMap(LargeObject::oid, identity()));
        var ours = store.among(oids);
        return objects.stream()
                .map(object -> new LargeObjectPair(object, there.get(object.oid()), ours.contains(object.oid())))
                .toList();
    }

    private <T> T onSource(SqlWork.Call<T> work) {
        return SqlWork.call(from, scope, "reading large objects", work);
    }
}
