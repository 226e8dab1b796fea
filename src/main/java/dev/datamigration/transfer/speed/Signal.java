package dev.datamigration.transfer.speed;

import dev.datamigration.api.status.SlowdownReason;

/**
 * One thing that was measured, beside what it may be.
 *
 * @param measured in the unit of the bound
 * @param bound above 0
 * @param floor share of full speed below which this does not slow anything down, 0 to 1
 */
record Signal(SlowdownReason reason, long measured, long bound, double floor) {
    /** So near the bound nothing gets faster: who stands still there does not swing. */
    private static final double NEAR = 0.7;

    Signal(SlowdownReason reason, long measured, long bound) {
        this(reason, measured, bound, 0);
    }

    double ratio() {
        return (double) measured / bound;
    }

    boolean isOver() {
        return measured > bound;
    }

    boolean isNear() {
        return ratio() > NEAR;
    }
}
