package dev.datamigration.transfer.incremental;

import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.checkpoint.LateWriteStore;
import dev.datamigration.database.checkpoint.PositionStore;
import dev.datamigration.database.log.LogMessage.Commit;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.incremental.apply.ApplySession;
import dev.datamigration.transfer.incremental.apply.LateChanges;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes for a watch: what it found and how far it is commit together, on the side that the application is on. */
final class WatchStore implements AutoCloseable {
    private final Run run;
    private final PositionStore position;
    private final LateWriteStore.Origin origin;
    private final Connection connection;
    private List<LateWrites> elsewhere = List.of();
    private boolean open;

    WatchStore(Run run, int round) {
        this.run = run;
        this.position = run.watched();
        this.origin = new LateWriteStore.Origin(round, false);
        this.connection = ApplySession.open(run, "late-writes");
    }

    /** Returns where the watch goes on; the first time, where the direction has ended. */
    AppliedRecord begin() {
        return work("beginning to watch for late writes", () -> {
            check();
            var known = position.read(connection);
            if (known.isEmpty()) {
                var ended = run.applied().read(connection).orElseThrow(this::neverBegun);
                position.place(connection, ended);
                known = position.read(connection);
            }
            commit();
            return known.orElseThrow();
        });
    }

    private FailureException neverBegun() {
        return new FailureException(new Failure(
                FailureCode.Unexpected,
                run.target().side(),
                "The %s direction has no position to watch on from."
                        .formatted(run.direction().key()),
                "Please report it, since it is a defect."));
    }

    /** Writes late changes within the transaction. */
    void add(LateChanges changes) {
        work("noting late writes", () -> {
            check();
            changes.write(connection, run.lateWrites(), origin);
            return null;
        });
    }

    /**
     * Commits what was added, if anything, together with the position.
     *
     * @param last transaction received, or null where there was none since the last time
     */
    void commit(Position reached, Commit last) {
        work("saving the position of the watch", () -> {
            check();
            position.move(
                    connection,
                    reached,
                    last == null ? null : last.transaction(),
                    last == null ? null : last.commitTime());
            commit();
            return null;
        });
    }

    /** Late writes that another database knows of. */
    void alsoTell(List<LateWrites> known) {
        elsewhere = known;
    }

    /** All late writes of the task, by round. */
    List<LateWrites> lateWrites() {
        return work("reading late writes", () -> {
            var found = run.lateWrites().totals(connection);
            commit();
            return Stream.concat(elsewhere.stream(), found.stream())
                    .sorted(Comparator.comparing(LateWrites::round))
                    .toList();
        });
    }

    private void check() throws SQLException {
        if (!open) {
            run.to().fence().check(connection, run.scope());
            open = true;
        }
    }

    private void commit() throws SQLException {
        connection.commit();
        open = false;
    }

    private <T> T work(String doing, SqlWork.Call<T> work) {
        return SqlWork.call(run.target(), run.scope(), doing, work);
    }

    @Override
    public void close() {
        run.scope().close(connection);
    }
}
