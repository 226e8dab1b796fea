package dev.datamigration.lifecycle;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.ReleaseStatus;
import dev.datamigration.lifecycle.TaskOutcome.Abandon;
import dev.datamigration.lifecycle.TaskOutcome.LetGo;
import dev.datamigration.lifecycle.TaskOutcome.ReleaseBlocked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How the release of what a task holds is told. */
final class ReleaseTexts {
    private ReleaseTexts() {}

    static String blocked(ReleaseBlocked blocked) {
        return "cannot release yet, trying again" + RetryTexts.times(blocked.tries()) + ": "
                + blocked.failure().message() + " — " + blocked.failure().remedy()
                + giveUp(blocked.failure()) + ". Still held: " + list(blocked.leftBehind());
    }

    /** Only a server that was asked can be given up. */
    private static String giveUp(FailureStatus failure) {
        return failure.side() == null
                ? ""
                : ". If that server is gone for good, set spec.release to {\"mode\": \"Abandon\", \"acknowledge\": true}";
    }

    /** @param before what was told of it, or null */
    static ReleaseStatus blocked(ReleaseStatus before, ReleaseBlocked blocked, Instant now) {
        return status(since(before, now), null, blocked.failure(), blocked.leftBehind());
    }

    /** @param before what was told of it, or null */
    static ReleaseStatus abandoned(ReleaseStatus before, Abandon abandon, Instant now) {
        return status(since(before, now), StatusTimes.text(now), abandon.failure(), abandon.leftBehind());
    }

    private static ReleaseStatus status(String since, String abandonedAt, FailureStatus failure, List<String> left) {
        return new ReleaseStatus(since, abandonedAt, failure.side(), failure.code(), left);
    }

    private static String since(ReleaseStatus before, Instant now) {
        return before == null ? StatusTimes.text(now) : before.blockedSince();
    }

    /** @param phase where the task is, or null where it was never started */
    static String releasing(Phase phase) {
        return ReleaseRules.madeNothing(phase)
                ? "making sure that the task holds nothing on either database"
                : "releasing what the task holds on both databases";
    }

    /**
     * Of a task that has ended and left something behind, or could not make sure that it has not.
     *
     * @param phase where the task was, or null where it was never started
     */
    static String left(ReleaseStatus release, Phase phase) {
        return ReleaseRules.isUnasked(release, phase)
                ? "ended; " + unasked(" (" + release.code() + ")", release.leftBehind())
                : left(release);
    }

    private static String unasked(String why, List<String> unasked) {
        return "by its status it has made nothing, but a database could not be asked whether that is so" + why
                + ". If the status was put back to an earlier one (as by a restored etcd), this removes what is left: "
                + list(unasked);
    }

    private static String left(ReleaseStatus release) {
        return "ended, and left behind what could not be released since " + release.blockedSince() + " ("
                + release.code() + "). Remove by hand: " + list(release.leftBehind());
    }

    static List<TaskEvent> removeFinalizer(LetGo go) {
        var told = new ArrayList<TaskEvent>();
        if (!go.leftBehind().isEmpty()) {
            told.add(new TaskEvent(
                    EventReason.ReleaseAbandoned,
                    "deleted without releasing, because a database could not be asked. Remove by hand: "
                            + list(go.leftBehind())));
        }
        if (!go.unasked().isEmpty()) {
            told.add(new TaskEvent(EventReason.ReleaseAbandoned, "deleted; " + unasked("", go.unasked())));
        }
        if (!go.kept().isEmpty()) {
            told.add(new TaskEvent(EventReason.StrandedRowsKept, kept(go.kept())));
        }
        return told;
    }

    /** Where rows are that nobody has acknowledged. */
    static String kept(List<String> kept) {
        return "rows that are on one side only, and that nobody has acknowledged, are kept. " + list(kept);
    }

    private static String list(List<String> leftBehind) {
        return leftBehind.isEmpty() ? "unknown" : String.join(" ", leftBehind);
    }
}
