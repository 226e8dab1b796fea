package dev.datamigration.lifecycle.model;

import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.status.SwitchoverView;

/** Of the two directions that changes can go in, the one that they go in now. */
public final class CurrentFlow {
    private CurrentFlow() {}

    /** Returns how far it is; null where nothing is known of it. */
    public static IncrementalStatus of(MigrationTaskStatus status) {
        return of(status.forwardSwitchover(), status.incremental(), status.reverseIncrement());
    }

    public static IncrementalStatus of(
            ForwardSwitchoverStatus switchover, IncrementalStatus forward, IncrementalStatus reverse) {
        return SwitchoverView.completed(switchover) % 2 == 1 ? reverse : forward;
    }
}
