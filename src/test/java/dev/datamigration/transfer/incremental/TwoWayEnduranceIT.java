package dev.datamigration.transfer.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.plan.Direction;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.incremental.stream.Capture;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that writes all the time moves from side to side, while workers are killed at random. */
@Tag("long")
class TwoWayEnduranceIT {
    private static final Logger LOG = Logger.getLogger(TwoWayEnduranceIT.class);
    private static final int ROUNDS = Integer.getInteger("endurance.rounds", 12);
    private static final long SEED = Long.getLong("endurance.seed", 1);

    private final TwoWayFixture sync = new TwoWayFixture();
    private final Random random = new Random(SEED);
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Long> stops = new ArrayList<>();
    private volatile boolean writing;
    private CompletableFuture<Void> writer;

    @AfterEach
    void close() {
        writing = false;
        sync.close();
    }

    @Test
    void theApplicationMovesToAndFro() {
        sync.both(
                        "CREATE TABLE t (id int PRIMARY KEY, v text)",
                        "CREATE TABLE nokey (v int)",
                        "ALTER TABLE nokey REPLICA IDENTITY FULL")
                .capture("t", "nokey")
                .start(Direction.Forward);
        write(sync.source);
        for (var round = 1; round <= ROUNDS; round++) {
            move(round, Direction.endedBy(round));
        }
        stopWriting();
        sync.caughtUp(Direction.endedBy(ROUNDS + 1)).assertSame("t", "nokey");
        assertThat(sync.source.count("t")).isEqualTo(ids.get());
        assertThat(sync.source.count("nokey")).isEqualTo(ids.get());
        assertThat(sync.lateWrites).isEmpty();
        Collections.sort(stops);
        LOG.infof("milliseconds from the end of writes to the end of the synchronisation: %s", stops);
    }

    private void move(int round, Direction ending) {
        var beginning = ending.opposite();
        if (random.nextBoolean()) {
            sync.kill().worker().start(ending);
            if (round > 1) {
                sync.watch(beginning, round - 1);
            }
        }
        if (round > 1) {
            sync.finishWatch();
        }
        var beginningRun = sync.run(beginning);
        var captured = CompletableFuture.runAsync(() -> Capture.begin(beginningRun));
        if (random.nextBoolean() && !isDoneWithin(captured, random.nextInt(150))) {
            sync.kill();
            assertThat(captured.handle((done, cut) -> true).join()).isTrue();
            sync.worker().start(ending);
            Capture.begin(sync.run(beginning));
        }
        captured.handle((done, cut) -> true).join();
        stopWriting();
        var stopped = System.nanoTime();
        var marker = sync.sync(ending).markStop(round);
        if (random.nextInt(4) == 0) {
            sync.kill().worker().start(ending);
        }
        assertThat(sync.sync(ending).awaitApplied(marker, Duration.ofSeconds(60)))
                .isTrue();
        sync.finish(ending);
        stops.add(Duration.ofNanos(System.nanoTime() - stopped).toMillis());
        sync.assertSame("t", "nokey");
        write(ending == Direction.Forward ? sync.target : sync.source);
        sync.watch(ending, round).start(beginning);
        if (random.nextBoolean()) {
            sync.kill().worker().watch(ending, round).start(beginning);
        }
    }

    private static boolean isDoneWithin(CompletableFuture<Void> work, int millis) {
        try {
            work.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(TestDatabase database) {
        writing = true;
        writer = CompletableFuture.runAsync(() -> {
            try (var connection = database.connect()) {
                while (writing) {
                    write(connection, ids.incrementAndGet());
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void write(Connection connection, int id) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("INSERT INTO t VALUES (" + id + ", 'v')");
            statement.execute("INSERT INTO nokey VALUES (" + id % 10 + ")");
            statement.execute("UPDATE t SET v = v || '" + id % 10 + "' WHERE id = " + (id + 1) / 2);
        }
    }

    private void stopWriting() {
        writing = false;
        writer.join();
    }
}
