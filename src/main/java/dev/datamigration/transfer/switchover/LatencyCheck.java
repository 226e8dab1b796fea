package dev.datamigration.transfer.switchover;

import dev.datamigration.api.SwitchoverItem;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether changes arrive soon enough, measured with a marker and not by clocks. */
final class LatencyCheck implements SwitchoverCheck {
    /** How much longer than the bound is waited, so that it can be told how far off it is. */
    private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Flows flows;

    LatencyCheck(Flows flows) {
        this.flows = flows;
    }

    @Override
    public List<SwitchoverItem> look(BothSides sides) {
        var ceremony = sides.ceremony();
        var flow = flows.running(ceremony.ending());
        var bound = TimeUnit.SECONDS.toMillis(ceremony.settings().maxLatencySeconds());
        var marker = ceremony.onOldSide().ask("writing a marker", Marker::write);
        var arrival = Arrival.await(flow, marker, bound + Math.min(bound, GRACE_MILLIS), ceremony.scope());
        if (arrival.arrived() && arrival.millis() <= bound) {
            return List.of(Items.passed(
                    "Latency", sides.oldSideName(), "A marker arrived after %d ms.".formatted(arrival.millis())));
        }
        return List.of(Items.failed(
                "Latency",
                sides.oldSideName(),
                (arrival.arrived()
                                ? "A marker arrived after %d ms".formatted(arrival.millis())
                                : "A marker has not arrived after %d ms; %d bytes of log are not applied"
                                        .formatted(arrival.millis(), arrival.missingBytes(marker)))
                        + ", and the bound is %d s. Wait until the latency in the task's status has fallen, or write less; or raise spec.forwardSwitchover.maxLatencySeconds."
                                .formatted(ceremony.settings().maxLatencySeconds()),
                null));
    }
}
