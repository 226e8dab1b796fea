package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.status.ReleaseStatus;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.TaskEvent;
import dev.datamigration.lifecycle.model.TaskOutcome.Abandon;
import dev.datamigration.lifecycle.model.TaskOutcome.LetGo;
import dev.datamigration.lifecycle.model.TaskOutcome.ReleaseBlocked;
import dev.datamigration.lifecycle.rule.ReleaseRules;
import dev.datamigration.lifecycle.rule.RetryTexts;
import dev.datamigration.lifecycle.rule.SequencesBehind;
import dev.datamigration.lifecycle.status.StatusTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts into words how the release of what a task holds is told. */
public final class ReleaseTexts {
    private static final String BEHIND =
            "sequences of the target were not all set beyond the source's, so that they may hand out values that are taken";

    /** The same wherever the script is in the status. */
    static final String SEQUENCES =
            BEHIND + ": run the SQL of status.release.sequences on the target before an application uses it";

    private ReleaseTexts() {}

    public static String blocked(ReleaseBlocked blocked) {
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

    /**
     * Of a task that holds nothing any more, or does not end.
     *
     * @param sequences the script for those that were not set, or null
     */
    public static ReleaseStatus complete(String sequences) {
        return sequences == null ? null : new ReleaseStatus(null, null, null, null, List.of(), sequences);
    }

    /** @param before what was told of it, or null */
    public static ReleaseStatus blocked(ReleaseStatus before, ReleaseBlocked blocked, String sequences, Instant now) {
        return status(since(before, now), null, blocked.failure(), blocked.leftBehind(), sequences);
    }

    /** @param before what was told of it, or null */
    public static ReleaseStatus abandoned(ReleaseStatus before, Abandon abandon, String sequences, Instant now) {
        return status(since(before, now), StatusTimes.text(now), abandon.failure(), abandon.leftBehind(), sequences);
    }

    private static ReleaseStatus status(
            String since, String abandonedAt, FailureStatus failure, List<String> left, String sequences) {
        return new ReleaseStatus(since, abandonedAt, failure.side(), failure.code(), left, sequences);
    }

    private static String since(ReleaseStatus before, Instant now) {
        return before == null || before.blockedSince() == null ? StatusTimes.text(now) : before.blockedSince();
    }

    /** @param phase where the task is, or null where it was never started */
    static String releasing(Phase phase) {
        return ReleaseRules.madeNothing(phase)
                ? "making sure that the task holds nothing on either database"
                : "releasing what the task holds on both databases";
    }

    /**
     * Of a task that has ended.
     *
     * @param release null where nothing was left
     * @param phase where the task was, or null where it was never started
     */
    static String ended(ReleaseStatus release, Phase phase) {
        return (isAbandoned(release)
                        ? left(release, phase)
                        : "ended; nothing is held on either database any more, the data stays")
                + (SequencesBehind.of(release) == null ? "" : "; " + SEQUENCES);
    }

    /** Returns whether something was left behind, or nobody could make sure that it was not. */
    static boolean isAbandoned(ReleaseStatus release) {
        return release != null && release.abandonedAt() != null;
    }

    private static String left(ReleaseStatus release, Phase phase) {
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

    public static List<TaskEvent> removeFinalizer(LetGo go) {
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
        if (go.sequences() != null) {
            told.add(new TaskEvent(EventReason.SequencesBehind, BEHIND + ". Run on the target: " + go.sequences()));
        }
        return told;
    }

    /** Returns where rows are that nobody has acknowledged. */
    static String kept(List<String> kept) {
        return "rows that are on one side only, and that nobody has acknowledged, are kept. " + list(kept);
    }

    private static String list(List<String> leftBehind) {
        return leftBehind.isEmpty() ? "unknown" : String.join(" ", leftBehind);
    }
}
