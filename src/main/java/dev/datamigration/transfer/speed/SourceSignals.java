package dev.datamigration.transfer.speed;

import dev.datamigration.api.status.SlowdownReason;
import dev.datamigration.api.task.AdaptiveLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes signals of looks at the source, one after the other, from before the work began on. No I/O and no clock of its own; not
 * safe for several threads.
 */
final class SourceSignals {
    /** One slow commit among them is none: a disk flushes now and then. */
    private static final int COMMITS = 3;

    private static final long CHECKPOINTS_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final int MOST_CHECKPOINTS = 5;

    /** That the source writes much is seldom our doing: what reads keeps half its speed. */
    private static final double CHECKPOINTS_FLOOR = 0.5;

    private static final int MORE_SESSIONS = 16;

    private final Deque<Long> commits = new ArrayDeque<>();
    private final Deque<Checkpoints> checkpoints = new ArrayDeque<>();
    private final Set<SlowdownReason> notWatched = EnumSet.noneOf(SlowdownReason.class);
    private OptionalLong sessionsBefore = OptionalLong.empty();
    private boolean standbysWereNear;

    private record Checkpoints(long nanos, long requested) {}

    /** Returns what there is to go by after one more look; what is bounded by 0 is left out. */
    List<Signal> of(SourceLook look, AdaptiveLimits limits) {
        notWatched.clear();
        var found = new ArrayList<Signal>();
        commit(look, limits, found);
        standbys(look, limits, found);
        sessions(look, limits, found);
        checkpoints(look, found);
        return found;
    }

    /** Returns what the last look could not go by although it should. */
    Set<SlowdownReason> notWatched() {
        return notWatched;
    }

    private void commit(SourceLook look, AdaptiveLimits limits, List<Signal> found) {
        commits.add(look.commitMillis());
        if (commits.size() > COMMITS) {
            commits.remove();
        }
        var sorted = commits.stream().sorted().toList();
        if (limits.maxCommitLatencyMillis() > 0) {
            found.add(new Signal(
                    SlowdownReason.CommitLatency,
                    sorted.get((sorted.size() - 1) / 2),
                    limits.maxCommitLatencyMillis()));
        }
    }

    /** One that is far behind on purpose, or was before anything of ours ran, would slow the work down for ever. */
    private void standbys(SourceLook look, AdaptiveLimits limits, List<Signal> found) {
        var bound = limits.maxStandbyLagMillis();
        if (bound == 0) {
            return;
        }
        var lag = look.activity().standbyLagMillis();
        standbysWereNear |= lag.isPresent() && lag.getAsLong() <= bound;
        if (standbysWereNear && lag.isPresent()) {
            found.add(new Signal(SlowdownReason.StandbyLag, lag.getAsLong(), bound));
        } else {
            notWatched.add(SlowdownReason.StandbyLag);
        }
    }

    private void sessions(SourceLook look, AdaptiveLimits limits, List<Signal> found) {
        var active = look.activity().activeSessions();
        if (active.isEmpty()) {
            notWatched.add(SlowdownReason.ActiveSessions);
            return;
        }
        if (sessionsBefore.isEmpty()) {
            sessionsBefore = active;
        }
        var bound = limits.maxActiveSessions() > 0
                ? limits.maxActiveSessions()
                : 2 * sessionsBefore.getAsLong() + MORE_SESSIONS;
        found.add(new Signal(SlowdownReason.ActiveSessions, active.getAsLong(), bound));
    }

    private void checkpoints(SourceLook look, List<Signal> found) {
        checkpoints.add(new Checkpoints(look.nanos(), look.activity().requestedCheckpoints()));
        while (look.nanos() - checkpoints.peek().nanos > CHECKPOINTS_NANOS) {
            checkpoints.remove();
        }
        var made = look.activity().requestedCheckpoints() - checkpoints.peek().requested;
        found.add(new Signal(SlowdownReason.Checkpoints, made, MOST_CHECKPOINTS, CHECKPOINTS_FLOOR));
    }
}
