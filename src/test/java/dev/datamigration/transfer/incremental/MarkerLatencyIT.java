package dev.datamigration.transfer.incremental;

import static dev.datamigration.plan.Direction.Forward;
import static dev.datamigration.plan.Direction.Reverse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.Patience;
import dev.datamigration.transfer.incremental.stream.Capture;
import dev.datamigration.transfer.incremental.stream.LogEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Between the end of writes and the switch nobody may work: what the synchronisation adds to that must be short. Measures
 * milliseconds, so it is "long" and runs alone; that markers arrive and what they mean is shown by {@link LateWriteWatchIT}.
 */
@Tag("long")
class MarkerLatencyIT {
    private static final Logger LOG = Logger.getLogger(MarkerLatencyIT.class);

    private final TwoWayFixture sync = new TwoWayFixture();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void aMarkerIsAppliedAtOnceAndTheEndIsShort() {
        sync.both("CREATE TABLE t (id int PRIMARY KEY, v text)").capture("t").start(Forward);
        sync.caughtUp(Forward);
        Capture.begin(sync.run(Reverse));
        var idle = times(25, this::marker);
        var writing = CompletableFuture.runAsync(() -> sync.source.execute("DO $$ BEGIN FOR i IN 1..600 LOOP"
                + " INSERT INTO t VALUES (i, 'v'); COMMIT; PERFORM pg_sleep(0.001); END LOOP; END $$"));
        var busy = times(25, this::marker);
        writing.join();
        var stop = times(5, () -> timed(() -> sync.sync(Forward).markStop(1)));
        var end = times(3, () -> {
            var time = timed(() -> sync.finish(Forward));
            sync.start(Forward).caughtUp(Forward);
            return time;
        });
        LOG.infof(
                "milliseconds (median, worst): marker idle %s, busy %s; markStop %s; finish %s", idle, busy, stop, end);
        assertThat(median(idle)).isLessThan(50);
        assertThat(median(busy)).isLessThan(100);
        assertThat(median(end)).isLessThan(200);
    }

    private long marker() {
        try (var mark = LogEnd.open(sync.run(Forward))) {
            return timed(() -> assertThat(sync.sync(Forward).awaitApplied(mark.write(), Patience.LIMIT))
                    .isTrue());
        }
    }

    private static long timed(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static List<Long> times(int count, LongSupplier time) {
        var times = new ArrayList<Long>();
        LongStream.range(0, count).forEach(i -> times.add(time.getAsLong()));
        Collections.sort(times);
        return List.of(times.get(count / 2), times.get(count - 1));
    }

    private static long median(List<Long> medianAndWorst) {
        return medianAndWorst.get(0);
    }
}
