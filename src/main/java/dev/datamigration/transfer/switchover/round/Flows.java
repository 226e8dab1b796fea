package dev.datamigration.transfer.switchover.round;

import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.incremental.IncrementalSync;

/** Says how the steps reach what runs beside them. */
public interface Flows {
    /** The synchronisation of that direction, which is started if it is not running. */
    IncrementalSync running(Direction direction);

    /** Stops it and returns once nothing of it runs; what it applied is saved. Does nothing where it is not running. */
    void stop(Direction direction);

    /** Stops recording late writes to the side that this direction reads; returns once nothing of it runs. */
    void stopWatch(Direction direction);
}
