package dev.datamigration.transfer.schema.largeobject;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.datamigration.database.SqlWork;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;

/** The large objects of both databases, some at a time; content is hashed by the servers. */
final class LargeObjectSides {
    private final Run run;
    private final Connection source;
    private final Connection target;
    private final LargeObjectStore store;

    private LargeObjectSides(Run run, Connection source, Connection target) {
        this.run = run;
        this.source = source;
        this.target = target;
        this.store = new LargeObjectStore(target, run.scope().taskId());
    }

    /**
     * Does something with both, on connections of its own.
     *
     * @param what is being done, as messages tell it
     * @throws FailureException if a server failed
     */
    static <T> T with(Run run, String what, Work<T> work) {
        var source = run.source().open(run.scope(), "large objects");
        try {
            var target = run.target().open(run.scope(), "large objects");
            try {
                var sides = new LargeObjectSides(run, source, target);
                sides.onSource(() -> {
                    source.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    source.setReadOnly(true);
                    source.setAutoCommit(false); // each page as of one moment
                    return null;
                });
                return SqlWork.call(run.target(), run.scope(), what, () -> work.with(sides));
            } finally {
                run.scope().close(target);
            }
        } finally {
            run.scope().close(source);
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
            run.scope().throwIfCancelled();
            page.of(pairs(objects));
        }
    }

    /** All that the task made on the target and the source has no more. */
    void forEachPageOfGone(Page<Long> page) throws SQLException {
        for (var ours = store.after(0); !ours.isEmpty(); ours = store.after(ours.get(ours.size() - 1))) {
            run.scope().throwIfCancelled();
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
        var ours = new HashSet<>(store.among(oids));
        return objects.stream()
                .map(object -> new LargeObjectPair(object, there.get(object.oid()), ours.contains(object.oid())))
                .toList();
    }

    private <T> T onSource(SqlWork.Call<T> work) {
        return SqlWork.call(run.source(), run.scope(), "reading large objects", work);
    }
}
