package dev.datamigration.lifecycle;

import dev.datamigration.api.ForwardSwitchoverStatus;
import dev.datamigration.api.IncrementalStatus;
import dev.datamigration.api.MigrationTaskStatus;

/** Of the two directions that changes can go in, the one that they go in now. */
public final class CurrentFlow {
    private CurrentFlow() {}

    /** Returns how far it is; null where nothing is known of it. */
    public static IncrementalStatus of(MigrationTaskStatus status) {
        return of(status.forwardSwitchover(), status.incremental(), status.reverseIncrement());
    }

    static IncrementalStatus of(
            ForwardSwitchoverStatus switchover, IncrementalStatus forward, IncrementalStatus reverse) {
        return SwitchoverView.completed(switchover) % 2 == 1 ? reverse : forward;
    }
}
