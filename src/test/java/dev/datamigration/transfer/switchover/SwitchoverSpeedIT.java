package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.plan.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long writes have to rest while a busy application moves; {@code -Dswitchovers=50} moves it so often. */
@Tag("long")
class SwitchoverSpeedIT {
    private static final Logger LOG = Logger.getLogger(SwitchoverSpeedIT.class);
    private static final int ROUNDS = Integer.getInteger("switchovers", 10);
    private static final int TRANSACTIONS_PER_SECOND = 500;
    private static final int WRITTEN_EACH_ROUND = 2000;

    @Test
    void aBusyApplicationRestsForAMoment() {
        var stops = new ArrayList<Long>();
        var objects = new ArrayList<Long>();
        var inserted = 1000L;
        try (var scene = new SwitchoverScene(
                        "CREATE TABLE item (id serial PRIMARY KEY, name text, n int DEFAULT 0)",
                        "INSERT INTO item (name) SELECT 'i' || i FROM generate_series(1, 1000) i")
                .migrate()) {
            for (var round = 1; round <= ROUNDS; round++) {
                var old = round % 2 == 1 ? Side.Source : Side.Target;
                var writer = new BusyWriter(scene.side(old), TRANSACTIONS_PER_SECOND);
                scene.done(round, SwitchoverStep.SwitchoverPrecheck);
                scene.done(round, SwitchoverStep.StartTargetStore);
                await().until(() -> writer.inserted.get() > WRITTEN_EACH_ROUND);
                writer.close();
                assertThat(writer.refused()).isNull();
                inserted += writer.inserted.get();
                var confirmed = System.nanoTime();
                scene.done(round, SwitchoverStep.ConfirmSourceWritesStopped);
                scene.done(round, SwitchoverStep.ConfirmStopTimestamp);
                assertThat(scene.done(round, SwitchoverStep.StopForwardSync).lateWrites())
                        .isEmpty();
                var stopped = System.nanoTime();
                stops.add(TimeUnit.NANOSECONDS.toMillis(stopped - confirmed));
                scene.done(round, SwitchoverStep.ProcessDatabaseObjects);
                objects.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stopped));
                assertThat(scene.side(old == Side.Source ? Side.Target : Side.Source)
                                .count("item"))
                        .isEqualTo(inserted);
                scene.flows.watch(Direction.endedBy(round), round);
                scene.done(round, SwitchoverStep.StartReverseIncrement);
                scene.assertSame("item");
            }
        }
        Collections.sort(stops);
        Collections.sort(objects);
        LOG.infof("confirmation to end of StopForwardSync, ms: %s; ProcessDatabaseObjects, ms: %s", stops, objects);
        assertThat(stops.get(ROUNDS / 2)).isLessThanOrEqualTo(1000);
        assertThat(stops.get(ROUNDS - 1)).isLessThanOrEqualTo(3000);
    }
}
