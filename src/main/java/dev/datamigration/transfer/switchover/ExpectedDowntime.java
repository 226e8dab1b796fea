package dev.datamigration.transfer.switchover;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.transfer.switchover.round.Arrival;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.Marker;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures what the time between the confirmation and the use of the new side is made of, as far as it can be. */
final class ExpectedDowntime {
    private static final int MARKERS = 5;
    private static final long LONGEST_MILLIS = TimeUnit.SECONDS.toMillis(15);

    private final SwitchoverRound switchover;
    private final Flows flows;
    private Long marker;
    private long slowest;
    private long objects;

    ExpectedDowntime(SwitchoverRound switchover, Flows flows) {
        this.switchover = switchover;
        this.flows = flows;
    }

    /** Sends markers through the synchronisation, connection included, as the steps do. */
    void measureStop() {
        if (!switchover.run().plan().has(MigrationType.Incremental)) {
            marker = 0L;
            return;
        }
        var flow = flows.running(switchover.ending());
        var measured = new ArrayList<Long>();
        for (var i = 0; i < MARKERS; i++) {
            var began = System.nanoTime();
            var written = Marker.write(switchover.onOldSide(), "writing a marker");
            var arrival = Arrival.await(flow, written, LONGEST_MILLIS);
            if (!arrival.arrived()) {
                return;
            }
            measured.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
        marker = median(measured);
        slowest = Collections.max(measured);
    }

    /** What looks at the objects takes about as long as what sets them, refreshed views and checked keys left out. */
    void measureObjects(Runnable foretelling) {
        var began = System.nanoTime();
        foretelling.run();
        objects = 2 * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static long median(List<Long> measured) {
        Collections.sort(measured);
        return measured.get(measured.size() / 2);
    }

    /** Null where the markers did not arrive. */
    Long millis() {
        return marker == null ? null : Long.valueOf(2 * marker + objects);
    }

    String explained() {
        return marker == null
                ? "not known, since a marker did not arrive in %d s.".formatted(LONGEST_MILLIS / 1000)
                : "%d ms = two markers of %d ms (the slowest of %d took %d ms) + %d ms for sequences, triggers and the like. Materialised views to refresh and foreign keys to check come on top."
                        .formatted(millis(), marker, MARKERS, slowest, objects);
    }
}
