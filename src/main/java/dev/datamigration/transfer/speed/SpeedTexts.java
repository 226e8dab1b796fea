package dev.datamigration.transfer.speed;

import dev.datamigration.api.status.SlowdownReason;

/** Says why work gives way, for people. */
final class SpeedTexts {
    private static final String SETTING = "spec.limits.adaptive.";

    private SpeedTexts() {}

    static String full(YieldingWork work, boolean logIsNear) {
        return capitalised(work.runs()) + " at full speed"
                + (logIsNear ? ": the log that is kept nears its bound, and only its end frees that." : ".");
    }

    static String paused(YieldingWork work) {
        return capitalised(work.runs()) + " on once there is less log: what is kept for the task nears its bound.";
    }

    /** @param side whose server is watched, as a word */
    static String slowed(YieldingWork work, int percent, Signal why, String side) {
        return "%s at %d %% of its speed: %s.".formatted(capitalised(work.runs()), percent, why(why, side));
    }

    private static String why(Signal why, String side) {
        return switch (why.reason()) {
            case CommitLatency ->
                "a commit on the %s took %d ms, %s is %d"
                        .formatted(side, why.measured(), SETTING + "maxCommitLatencyMillis", why.bound());
            case StandbyLag ->
                "a standby of the %s was %d ms behind, %s is %d"
                        .formatted(side, why.measured(), SETTING + "maxStandbyLagMillis", why.bound());
            case ActiveSessions ->
                "%d sessions of others were active on the %s, the bound is %d"
                        .formatted(why.measured(), side, why.bound());
            case SyncLatency ->
                "the synchronisation was %d ms behind, %s is %d"
                        .formatted(why.measured(), SETTING + "maxSyncLatencyMillis", why.bound());
            case Checkpoints ->
                "the %s made %d checkpoints in five minutes because of how much is written"
                        .formatted(side, why.measured());
            case RetainedLog ->
                throw new IllegalArgumentException(SlowdownReason.RetainedLog + " is no measure of speed");
        };
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
