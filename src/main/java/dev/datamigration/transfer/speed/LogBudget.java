package dev.datamigration.transfer.speed;

import java.util.OptionalLong;

/**
 * Decides whether the log that is kept for the task nears its bound. Pure.
 *
 * @param near whether it does
 */
record LogBudget(boolean near) {
    private static final double BEGINS = 0.8;
    private static final double ENDS = 0.6;

    static final LogBudget NONE = new LogBudget(false);

    /**
     * After one more look.
     *
     * @param kept bytes
     * @param budget bytes above which a warning is raised
     * @param limit bytes that the server keeps at most; empty without limit
     */
    LogBudget after(long kept, long budget, OptionalLong limit) {
        var bound = Math.min(budget, limit.orElse(Long.MAX_VALUE));
        return new LogBudget(kept >= bound * (near ? ENDS : BEGINS));
    }
}
