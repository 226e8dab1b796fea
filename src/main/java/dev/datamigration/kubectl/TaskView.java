package dev.datamigration.kubectl;

import dev.datamigration.api.ForwardSwitchoverSettings;
import dev.datamigration.api.MigrationTaskSpec;
import dev.datamigration.api.MigrationTaskStatus;
import dev.datamigration.api.SwitchoverStep;

/**
 * A task as it is read.
 *
 * @param status null where the operator has not looked at it yet
 */
record TaskView(ObjectName metadata, MigrationTaskSpec spec, MigrationTaskStatus status) {
    String name() {
        return metadata.name();
    }

    /** Null where nothing is said of a switchover. */
    ForwardSwitchoverSettings switchover() {
        return spec == null ? null : spec.forwardSwitchover();
    }

    /** The step that waits for a person; null for none. */
    SwitchoverStep awaits() {
        return status == null || status.awaiting() == null
                ? null
                : status.awaiting().step();
    }
}
