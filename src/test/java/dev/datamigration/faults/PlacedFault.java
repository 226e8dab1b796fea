package dev.datamigration.faults;

import dev.datamigration.faults.fault.Fault;
import java.time.Duration;

/**
 * A fault of a plan.
 *
 * @param delay from when the stage is seen to the fault
 * @param hold how long it lasts
 */
record PlacedFault(Fault fault, Stage stage, Duration delay, Duration hold) {
    @Override
    public String toString() {
        return fault.name() + " in " + stage + " after " + delay.toMillis() + " ms for " + hold.toMillis() + " ms";
    }
}
