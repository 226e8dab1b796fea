package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.log.LogMark;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.run.ServerProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks after the source beside the stream: asks now and then how much log the capture retains and whether the addresses
 * still lead to the same servers, and writes heartbeats
 * while no published table changes. A heartbeat moves the position that can be confirmed past whatever else is logged.
 */
public final class SourceMonitor {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_DOUBT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int QUERY_TIMEOUT_MILLIS = 30_000;

    private final Run run;
    private final Connection connection;
    private final CaptureEntry capture;
    private final ServerProbe probe;
    private long clockOffsetNanos;
    private long lastLook = System.nanoTime() - LOOK_NANOS;
    private long lastHeartbeat = System.nanoTime();

    public SourceMonitor(Run run, CaptureEntry capture) {
        this.run = run;
        this.capture = capture;
        this.probe = new ServerProbe(run);
        this.connection = SqlWork.open(
                run.from().server(),
                run.scope(),
                "monitor",
                opened -> opened.setNetworkTimeout(Runnable::run, QUERY_TIMEOUT_MILLIS));
    }

    /** Its connection, for use before the monitor's own thread begins. */
    public Connection connection() {
        return connection;
    }

    /** Returns how old may be what is known of the source while all goes well. */
    public Duration doubt() {
        return Duration.ofNanos(Math.min(LONGEST_DOUBT_NANOS, heartbeatNanos()) + 3 * LOOK_NANOS);
    }

    /** Measures how far the source's clock is ahead of ours, assuming that question and answer travel equally long. */
    public void measureClock() {
        clockOffsetNanos = work(this::clockOffset);
    }

    private long clockOffset() throws SQLException {
        var asked = Instant.now();
        var theirs = observe().at();
        var answered = Instant.now();
        var middle = asked.plus(Duration.between(asked, answered).dividedBy(2));
        return Duration.between(middle, theirs).toNanos();
    }

    /** The source's time, about. */
    public Instant sourceTime() {
        return Instant.now().plusNanos(clockOffsetNanos);
    }

    public Position logEnd() {
        return work(() -> observe().position());
    }

    /**
     * Does what is due.
     *
     * @param idle whether no change has come for the time between two heartbeats
     */
    void tick(SyncMeter meter, BooleanSupplier idle) {
        var now = System.nanoTime();
        if (now - lastLook >= LOOK_NANOS) {
            lastLook = now;
            var state = capture.find(connection);
            var seen = work(this::observe);
            meter.sourceSeen(seen.position(), seen.at(), state.retainedBytes());
            run.speed()
                    .kept(
                            run.direction(),
                            state.retainedBytes(),
                            work(() -> run.from().changeLog().keptAtMost(connection)));
        }
        probe.tick();
        if (now - lastHeartbeat >= heartbeatNanos(meter) && idle.getAsBoolean()) {
            lastHeartbeat = now;
            work(this::heartbeat);
        }
    }

    /** Where little is logged, only a commit may show that the target has everything. */
    private long heartbeatNanos(SyncMeter meter) {
        return meter.isInDoubt() ? Math.min(LONGEST_DOUBT_NANOS, heartbeatNanos()) : heartbeatNanos();
    }

    private long heartbeatNanos() {
        return TimeUnit.SECONDS.toNanos(run.plan().incrementalSync().heartbeatSeconds());
    }

    private LogMark observe() throws SQLException {
        return run.from().changeLog().written(connection);
    }

    private Void heartbeat() throws SQLException {
        run.from().changeLog().move(connection, run.scope().taskId());
        return null;
    }

    private <T> T work(SqlWork.Call<T> work) {
        return SqlWork.call(run.from().server(), run.scope(), "watching the log", work);
    }

    public void close() {
        run.scope().close(connection);
    }
}
