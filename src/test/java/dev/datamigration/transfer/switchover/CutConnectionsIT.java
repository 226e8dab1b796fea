package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections to either server are cut at any moment of every step; whoever was cut begins the step again. */
@Tag("long")
class CutConnectionsIT {
    private static final Logger LOG = Logger.getLogger(CutConnectionsIT.class);
    private static final int ROUNDS = 10;
    private static final int MOST_ATTEMPTS = 60;

    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    @Test
    void noRowIsLostWhateverIsCut() throws InterruptedException {
        try (var scene = new SwitchoverScene(
                        "CREATE TABLE item (id serial PRIMARY KEY, name text, n int DEFAULT 0)",
                        "INSERT INTO item (name) SELECT 'i' || i FROM generate_series(1, 1000) i")
                .migrate()) {
            var over = new CountDownLatch(1);
            var cutter = new Thread(() -> cut(scene, over));
            cutter.start();
            var rows = 1000L;
            for (var round = 1; round <= ROUNDS; round++) {
                var old = round % 2 == 1 ? Side.Source : Side.Target;
                try (var writer = new BusyWriter(scene.side(old), 200)) {
                    step(scene, round, SwitchoverStep.SwitchoverPrecheck);
                    step(scene, round, SwitchoverStep.StartTargetStore);
                    writer.close();
                    assertThat(writer.refused()).isNull();
                    rows += writer.inserted.get();
                }
                step(scene, round, SwitchoverStep.ConfirmStopTimestamp);
                step(scene, round, SwitchoverStep.StopForwardSync);
                assertThat(scene.side(old == Side.Source ? Side.Target : Side.Source)
                                .count("item"))
                        .isEqualTo(rows);
                step(scene, round, SwitchoverStep.ProcessDatabaseObjects);
                step(scene, round, SwitchoverStep.StartReverseIncrement);
            }
            over.countDown();
            cutter.join();
            begin(scene, ROUNDS, SwitchoverStep.StartReverseIncrement);
            step(scene, ROUNDS, SwitchoverStep.StartReverseIncrement);
            scene.assertSame("item");
            assertThat(scene.source.count("item")).isEqualTo(rows);
            assertThat(scene.flows.lateWrites).isEmpty();
            LOG.infof("%s cuts, %s attempts more, %s rows", cuts, retries, rows);
            assertThat(retries.get()).isPositive();
        }
    }

    private void step(SwitchoverScene scene, int round, SwitchoverStep step) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                keepUp(scene, round, step);
                if (scene.perform(round, step).state() == StepState.Done) {
                    return;
                }
            } catch (FailureException | CancellationException e) {
                LOG.debugf(e, "%s of round %d", step, round);
            }
            retries.incrementAndGet();
            if (scene.flows.failure.get() != null || scene.run.scope().isCancelled()) {
                begin(scene, round, step);
            }
        }
        throw new AssertionError(step + " of round " + round + " does not come to its end");
    }

    private void begin(SwitchoverScene scene, int round, SwitchoverStep step) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                scene.flows.failure.set(null);
                scene.crash();
                keepUp(scene, round, step);
                return;
            } catch (FailureException | CancellationException e) {
                LOG.debugf(e, "beginning again");
            }
        }
        throw new AssertionError("does not begin again");
    }

    /** As the engine does it. */
    private static void keepUp(SwitchoverScene scene, int round, SwitchoverStep step) {
        var ending = Direction.endedBy(round);
        if (step.compareTo(SwitchoverStep.StopForwardSync) > 0) {
            scene.flows.stop(ending);
            scene.flows.watch(ending, round);
        } else {
            scene.flows.running(ending);
            if (round > 1 && step.compareTo(SwitchoverStep.StartTargetStore) <= 0) {
                scene.flows.watch(ending.opposite(), round - 1);
            }
        }
    }

    private void cut(SwitchoverScene scene, CountDownLatch over) {
        var random = new Random(4711);
        try {
            while (!over.await(150 + random.nextInt(450), TimeUnit.MILLISECONDS)) {
                var side = scene.side(random.nextBoolean() ? Side.Source : Side.Target);
                cuts.addAndGet(side.query("SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity"
                                + " WHERE application_name LIKE 'dm:" + scene.taskId
                                + ":%' ORDER BY random() LIMIT 1) victim")
                        .size());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
