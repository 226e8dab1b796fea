package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.transfer.switchover.round.Arrival;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.Marker;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Checks whether changes arrive soon enough, measured with a marker and not by clocks. */
public final class LatencyCheck implements SwitchoverCheck {
    /** The time that is waited beyond the bound, so that it can be told how far off it is. */
    private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Flows flows;

    public LatencyCheck(Flows flows) {
        this.flows = flows;
    }

    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var switchover = sides.switchover();
        var flow = flows.running(switchover.ending());
        var bound = TimeUnit.SECONDS.toMillis(switchover.settings().maxLatencySeconds());
        var marker = Marker.write(switchover.onOldSide(), "writing a marker");
        var arrival = Arrival.await(flow, marker, bound + Math.min(bound, GRACE_MILLIS));
        if (arrival.arrived() && arrival.millis() <= bound) {
            return List.of(SwitchoverItems.passed(
                    "Latency", sides.oldSideName(), "A marker arrived after %d ms.".formatted(arrival.millis())));
        }
        return List.of(SwitchoverItems.failed(
                "Latency",
                sides.oldSideName(),
                (arrival.arrived()
                                ? "A marker arrived after %d ms".formatted(arrival.millis())
                                : "A marker has not arrived after %d ms; %d bytes of log are not applied"
                                        .formatted(arrival.millis(), arrival.missingBytes(marker)))
                        + ", and the bound is %d s. Wait until the latency in the task's status has fallen, or write less; or raise spec.forwardSwitchover.maxLatencySeconds."
                                .formatted(switchover.settings().maxLatencySeconds()),
                null));
    }
}
