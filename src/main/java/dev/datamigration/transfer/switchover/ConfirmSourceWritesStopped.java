package dev.datamigration.transfer.switchover;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.switchover.fence.RoleFence;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.util.ArrayList;
import java.util.List;

/**
 * A person has confirmed that the application writes no more. With {@code fenceSource} this makes it true: its roles
 * become read-only by default in the database it leaves, and their sessions there are ended.
 */
final class ConfirmSourceWritesStopped {
    private final SwitchoverRound switchover;
    private final RoleFence fence;
    private final List<String> roles;

    ConfirmSourceWritesStopped(SwitchoverRound switchover) {
        this.switchover = switchover;
        this.fence = new RoleFence(switchover.run(), switchover.oldSide().side());
        this.roles = switchover.settings().applicationRoles();
    }

    StepResult perform() {
        if (!switchover.settings().fenceSource()) {
            return StepResult.done("Nothing is fenced, as spec.forwardSwitchover.fenceSource is false." + connected());
        }
        var items = new ArrayList<SwitchoverItem>();
        for (var role : roles) {
            items.add(raise(role));
        }
        if (items.stream().anyMatch(item -> item.status() == SwitchoverItemStatus.Failed)) {
            return StepResult.failed("Not every role of the application could be fenced.")
                    .with(items);
        }
        return end(items);
    }

    private SwitchoverItem raise(String role) {
        try {
            fence.raise(role);
            return item(
                    role,
                    SwitchoverItemStatus.Done,
                    "New sessions of %s are read-only by default in the %s database."
                            .formatted(role, switchover.oldSide().side().word()),
                    null);
        } catch (FailureException e) {
            if (!isOfRole(e)) {
                throw e;
            }
            return item(role, SwitchoverItemStatus.Failed, e.failure().message(), fence.remedy(role));
        }
    }

    /** The role does not exist (42704), or may not be altered. */
    private static boolean isOfRole(FailureException e) {
        return e.failure().code() == FailureCode.PrivilegeMissing
                || e.failure().code() == FailureCode.SourceSchemaChanged
                || e.failure().code() == FailureCode.TargetSchemaChanged;
    }

    private StepResult end(List<SwitchoverItem> items) {
        try {
            var left = fence.endSessions(roles);
            return left.isEmpty()
                    ? StepResult.done("The application's roles are fenced." + connected())
                            .with(items)
                    : StepResult.failed(
                                    "Sessions of the application's roles do not end: processes %s. End them (or what keeps them), then retry."
                                            .formatted(left))
                            .with(items);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.PrivilegeMissing) {
                throw e;
            }
            items.add(
                    item("sessions", SwitchoverItemStatus.Failed, e.failure().message(), fence.sessionsRemedy(roles)));
            return StepResult.failed("The sessions of the application's roles could not be ended.")
                    .with(items);
        }
    }

    private String connected() {
        return roles.isEmpty()
                ? ""
                : " Sessions of the application's roles still connected to the %s: %d."
                        .formatted(switchover.oldSide().side().word(), fence.countSessions(roles));
    }

    private SwitchoverItem item(String role, SwitchoverItemStatus status, String message, String sql) {
        return new SwitchoverItem("Fence " + role, switchover.oldSide().side(), status, message, sql);
    }
}
