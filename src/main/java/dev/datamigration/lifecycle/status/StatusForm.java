package dev.datamigration.lifecycle.status;

import dev.datamigration.api.task.MigrationTaskStatus;
import java.time.Instant;

/**
 * Says how much of a status is written. The API server may refuse one for good, since it is too large or breaks a rule: then a
 * smaller one is written that says so, by which the task can still be controlled.
 */
public enum StatusForm {
    /** All that is known. */
    Whole("nothing"),
    /** Without what is listed item by item, and long texts cut. */
    WithoutLists(
            "the items of precheck, schema, verification, rehearsal and switchover steps, and the rest of long texts"),
    /** Only what decisions rest on: where the task is, what may be done, and what stands on it. */
    Essentials(
            "everything but state, phase, epoch, failure, what is awaited and may be done, switchover steps and open alerts");

    /** A condition of a status that is not whole. */
    public static final String CONDITION = "StatusReduced";

    private final String leftOut;

    StatusForm(String leftOut) {
        this.leftOut = leftOut;
    }

    /** The next smaller one; the smallest itself where there is none. */
    public StatusForm smaller() {
        return this == Whole ? WithoutLists : Essentials;
    }

    /**
     * The status in this form. In the same form again it is the same.
     *
     * @param before as last written
     * @param refusal what the API server said of a larger form; null where it is whole
     */
    public MigrationTaskStatus of(MigrationTaskStatus whole, MigrationTaskStatus before, String refusal, Instant now) {
        if (this == Whole || whole.conditions() == null) {
            return whole;
        }
        var draft = new StatusDraft(whole);
        StatusCuts.lists(draft);
        if (this == Essentials) {
            StatusCuts.details(draft);
        }
        draft.conditions = StatusCuts.conditions(
                whole,
                before,
                now,
                name(),
                "the API server refused the whole status (" + StatusCuts.text(refusal) + "); left out: " + leftOut
                        + ". What is left out is with the task's worker and in its log.");
        return draft.status();
    }
}
