package dev.datamigration.engine.local;

/** Counts attempts at something that fails for now, and how long to wait before the next. */
final class Backoff {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 30_000;

    private int attempts;
    private Object workAtLastFailure;

    /**
     * Notes a failure; work completed since the last one starts the count anew.
     *
     * @return the attempt, from 1
     */
    int failed(Object completedWork) {
        if (workAtLastFailure != null && !workAtLastFailure.equals(completedWork)) {
            attempts = 0;
        }
        workAtLastFailure = completedWork;
        return ++attempts;
    }

    long pauseMillis() {
        return Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts - 1, 16));
    }
}
