package dev.datamigration.kubectl.cluster;

import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;

/**
 * A task as it is read.
 *
 * @param status null where the operator has not looked at it yet
 */
public record TaskView(ObjectName metadata, MigrationTaskSpec spec, MigrationTaskStatus status) {
    public String name() {
        return metadata.name();
    }

    /** Null where nothing is said of a switchover. */
    public ForwardSwitchoverSettings switchover() {
        return spec == null ? null : spec.forwardSwitchover();
    }

    /** The step that waits for a person; null for none. */
    public SwitchoverStep awaits() {
        return status == null || status.awaiting() == null
                ? null
                : status.awaiting().step();
    }
}
