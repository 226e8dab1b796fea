package dev.datamigration.lifecycle.switchover;

import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.StrandedStatus;
import dev.datamigration.failure.AcceptanceWord;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.rule.Stranded;
import dev.datamigration.lifecycle.status.SwitchoverDraft;
import java.util.Objects;

/** Counts the rows that are on one side only, and those of them that nobody has acknowledged. */
public final class StrandedCount {
    private StrandedCount() {}

    /** @param status null where the task never entered a switchover; stays so unless rows were kept of one */
    public static ForwardSwitchoverStatus in(Observation seen, ForwardSwitchoverStatus status) {
        var kept = Stranded.kept(seen);
        if (status == null && kept.isEmpty()) {
            return null;
        }
        var draft = new SwitchoverDraft(status);
        var known = draft.stranded == null ? StrandedStatus.NONE : draft.stranded;
        var counted = isNew(seen, draft) ? recounted(draft, known) : known;
        var rows = counted.rows();
        var acknowledged = counted.accept() != null
                && counted.accept().equals(seen.spec().forwardSwitchover().acceptStranded());
        var stranded = new StrandedStatus(
                rows,
                rows == null ? null : Long.valueOf(acknowledged ? 0 : rows),
                counted.accept(),
                known.skippedStep(),
                known.skippedAt(),
                kept);
        draft.stranded = stranded.equals(StrandedStatus.NONE) ? null : stranded;
        return draft.status();
    }

    /** What a step that was skipped left open is not forgotten with the steps of its switchover. */
    static StrandedStatus withSkip(StrandedStatus known, ForwardSwitchoverStatus ended) {
        var before = known == null ? StrandedStatus.NONE : known;
        return Stranded.skippedStep(ended)
                .map(step -> new StrandedStatus(
                        before.rows(),
                        before.unacknowledged(),
                        before.accept(),
                        step.step(),
                        step.endedAt(),
                        before.kept()))
                .orElse(known);
    }

    /** The list may have been cut for an API server that took no more of it; then what was counted before stands. */
    private static boolean isNew(Observation seen, SwitchoverDraft draft) {
        var before = seen.status().forwardSwitchover();
        return draft.stranded == null
                || draft.stranded.rows() == null
                || before == null
                || !Objects.equals(before.lateWrites(), draft.lateWrites);
    }

    private static StrandedStatus recounted(SwitchoverDraft draft, StrandedStatus known) {
        var stranded = AcceptanceWord.stranded(draft.lateWrites);
        return new StrandedStatus(
                stranded.isEmpty()
                        ? null
                        : Long.valueOf(stranded.stream()
                                .mapToLong(LateWrites::stranded)
                                .sum()),
                null,
                AcceptanceWord.of(draft.lateWrites),
                known.skippedStep(),
                known.skippedAt(),
                null);
    }
}
