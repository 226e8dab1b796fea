package dev.datamigration.transfer.switchover;

import dev.datamigration.transfer.switchover.round.Arrival;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.Marker;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets the changes of the side that the application is on now flow to the one it left, and proves that they do. Waits as
 * long as it takes: the application can use its side meanwhile.
 */
final class StartReverseIncrement {
    private static final long REPORT_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final SwitchoverRound switchover;
    private final Flows flows;
    private final Consumer<StepResult> progress;

    StartReverseIncrement(SwitchoverRound switchover, Flows flows, Consumer<StepResult> progress) {
        this.switchover = switchover;
        this.flows = flows;
        this.progress = progress;
    }

    StepResult perform() {
        // whoever skipped StopForwardSync left it running, and both directions must never apply
        flows.stop(switchover.ending());
        var reverseCapture = new ReverseCapture(switchover, flows);
        reverseCapture.secure();
        if (!reverseCapture.exists()) {
            return StepResult.failed(
                    "Changes of the %s were never captured, since StartTargetStore was skipped; what was written there meanwhile is not known. There is no way back: end the task."
                            .formatted(from()));
        }
        var flow = flows.running(switchover.beginning());
        var marker = Marker.write(switchover.onNewSide(), "writing a marker");
        for (var bound = REPORT_MILLIS; ; bound += REPORT_MILLIS) {
            var arrival = Arrival.await(flow, marker, bound);
            if (arrival.arrived()) {
                return StepResult.done(
                        "Reverse increment started: changes of the %s flow to the %s; a marker at position %s arrived after %d ms. The application can be moved back whenever that is wanted."
                                .formatted(from(), to(), marker.position(), arrival.millis()));
            }
            progress.accept(StepResult.running(
                    "Changes of the %s are being applied to the %s; %d bytes of log are left before a marker at position %s. The application may use the %s meanwhile."
                            .formatted(from(), to(), arrival.missingBytes(marker), marker.position(), from())));
        }
    }

    private String from() {
        return switchover.newSide().side().word();
    }

    private String to() {
        return switchover.oldSide().side().word();
    }
}
