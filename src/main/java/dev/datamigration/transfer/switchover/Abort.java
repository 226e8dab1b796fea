package dev.datamigration.transfer.switchover;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.incremental.stream.Capture;
import dev.datamigration.transfer.switchover.fence.InTime;
import dev.datamigration.transfer.switchover.fence.RoleFence;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Undoes what the steps of a round did before StopForwardSync had ended, in the order in which it matters to the
 * application: first it may write again. Idempotent.
 */
final class Abort {
    private static final long TURN_MILLIS = TimeUnit.SECONDS.toMillis(20);

    private final SwitchoverRound switchover;
    private final Flows flows;

    Abort(SwitchoverRound switchover, Flows flows) {
        this.switchover = switchover;
        this.flows = flows;
    }

    void perform() {
        var fence = new RoleFence(switchover.run(), switchover.oldSide().side());
        var lifted = fence.lift();
        if (!lifted.isEmpty()) {
            endReadOnlySessions(fence, lifted);
        }
        if (switchover.run().plan().has(MigrationType.Incremental)) {
            unmark();
            forgetLateWrites();
        }
        if (switchover.hasWayBack()) {
            flows.stop(switchover.beginning());
            Capture.end(switchover.beginningRun(), switchover.round());
        }
    }

    /** Without the privilege to end them, it was not us who ended those before, either. */
    private static void endReadOnlySessions(RoleFence fence, List<String> roles) {
        try {
            fence.endSessions(roles);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.PrivilegeMissing) {
                throw e;
            }
        }
    }

    private void unmark() {
        var flow = flows.running(switchover.ending());
        if (!InTime.run(switchover.scope(), TURN_MILLIS, flow::unmarkStop)) {
            throw new FailureException(new Failure(
                    FailureCode.LockNotAvailable,
                    switchover.newSide().side(),
                    "The synchronisation is held up, so the switchover cannot be taken back in it yet.",
                    "Look for locks on the %s (%s)."
                            .formatted(
                                    switchover.newSide().side().word(),
                                    switchover.endingRun().to().sessions().whereLocksAreSeen())));
        }
    }

    /** None of them was late after all, and all of them were applied. */
    private void forgetLateWrites() {
        switchover
                .onNewSide()
                .remember(
                        "forgetting late writes",
                        connection ->
                                switchover.endingRun().lateWrites().forgetCarried(connection, switchover.round()));
    }
}
