package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ModificationStatus;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.failure.Cut;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.modification.ModificationDraft;
import dev.datamigration.lifecycle.modification.ModificationGoal;
import dev.datamigration.lifecycle.modification.ModificationIntent;
import dev.datamigration.lifecycle.modification.ModificationReport;
import dev.datamigration.lifecycle.modification.ModificationWork;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.StatusTimes;
import java.util.ArrayList;
import java.util.List;

/** Brings the records of a task's modifications a step on, and says what the worker is to do about them. */
public final class ModificationSteps {
    private static final int KEPT = 10;

    /** Characters; the object that holds spec and status has its own limit of 1.5 MB. */
    private static final int LARGEST_SELECTION = 100_000;

    private static final int LONGEST_TEXT = 2_000;
    private static final String LOOK = "Look in the log of the task's worker.";

    private final Observation seen;
    private final StatusDraft draft;

    private ModificationSteps(Observation seen, StatusDraft draft) {
        this.seen = seen;
        this.draft = draft;
    }

    /** A worker begins: what the precheck begins with is what the task goes by; what was integrating begins again. */
    public static void begin(Observation seen, StatusDraft draft, Phase phase) {
        if (phase == Phase.Precheck) {
            draft.objects = kept(seen.spec().objects());
            return;
        }
        new ModificationSteps(seen, draft).beginAgain();
    }

    /** The task runs: takes over what the worker says, and begins, withdraws or tries again what the spec asks for. */
    public static void take(Observation seen, StatusDraft draft) {
        if (draft.phase == Phase.Precheck || seen.spec().objects() == null) {
            return;
        }
        if (draft.objects == null) { // begun by an operator that did not keep them, when nobody could change them
            draft.objects = kept(seen.spec().objects());
        }
        new ModificationSteps(seen, draft).take();
    }

    /** The task has ended: nothing becomes of what was under way. */
    public static void end(Observation seen, StatusDraft draft) {
        ModificationRules.open(draft.modifications).ifPresent(record -> {
            var ended = new ModificationDraft(record);
            ended.state = ModificationState.Withdrawn;
            ended.endedAt = StatusTimes.text(seen.now());
            ended.progress = null;
            new ModificationSteps(seen, draft).replace(ended.status());
        });
        draft.nextObjects = null;
    }

    /** The state of a task that runs. Whoever goes on is Running first, and whoever integrates was Modifying first. */
    public static TaskState state(Observation seen, StatusDraft draft) {
        var before = seen.status().state();
        var record = ModificationRules.underWay(draft.modifications);
        if (record.isEmpty()
                || before == null
                || !ModificationRules.hasWorker(before)
                || ModificationRules.areUnknown(seen)) {
            return TaskState.Running;
        }
        return before == TaskState.Running || record.get().state() == ModificationState.Migrating
                ? TaskState.Modifying
                : TaskState.Integrating;
    }

    /** What the worker is to know and to do. */
    public static ModificationGoal goal(Observation seen, StatusDraft draft) {
        return new ModificationGoal(
                ModificationRules.integrated(draft.modifications),
                ModificationRules.underWay(draft.modifications)
                        .map(record -> work(seen, draft, record))
                        .orElse(null));
    }

    private static ModificationWork work(Observation seen, StatusDraft draft, ModificationStatus record) {
        var withdraws = Boolean.TRUE.equals(record.withdrawing());
        return new ModificationWork(
                record.number(),
                record.attempt(),
                withdraws ? ModificationIntent.Withdraw : ModificationIntent.Make,
                withdraws ? draft.objects : draft.nextObjects,
                seen.spec().objects().removedTables());
    }

    private static ObjectSelection kept(ObjectSelection objects) {
        return objects == null || objects.toString().length() > LARGEST_SELECTION ? null : objects;
    }

    private void beginAgain() {
        ModificationRules.underWay(draft.modifications).ifPresent(record -> {
            var again = new ModificationDraft(record);
            again.state = seen.status().state() == TaskState.Integrating ? record.state() : ModificationState.Migrating;
            replace(again.status());
        });
    }

    private void take() {
        var open = ModificationRules.open(draft.modifications);
        if (open.isEmpty()) {
            if (canBegin()) {
                add();
            }
            return;
        }
        var record = open.get();
        if (record.state().isUnderWay()) {
            ModificationRules.report(seen, record).ifPresent(found -> replace(told(record, found)));
        }
        ModificationRules.open(draft.modifications).ifPresent(this::answer);
    }

    private boolean canBegin() {
        var wanted = seen.spec().objects();
        return ModificationRules.isAsked(wanted, draft.objects)
                && kept(wanted) != null
                && ModificationRules.treatsAlike(wanted, draft.objects)
                && ModificationRules.takesTables(seen.plan())
                && ModificationRules.isPossible(draft.status())
                && seen.status().state() == TaskState.Running
                && ModificationRules.known(seen).isPresent();
    }

    private void add() {
        var begun = new ModificationDraft(ModificationRules.last(draft.modifications)
                        .map(ModificationStatus::number)
                        .orElse(0L)
                + 1);
        begun.requestedBy = seen.requesters().objects();
        begun.startedAt = StatusTimes.text(seen.now());
        begun.resumeNonce = seen.spec().resumeNonce();
        draft.nextObjects = seen.spec().objects();
        var records = new ArrayList<>(draft.modifications == null ? List.of() : draft.modifications);
        records.add(begun.status());
        draft.modifications = List.copyOf(records.subList(Math.max(0, records.size() - KEPT), records.size()));
    }

    private ModificationStatus told(ModificationStatus record, ModificationReport found) {
        var told = new ModificationDraft(record);
        told.state = found.state();
        told.progress = found.state() == ModificationState.Migrating ? found.progress() : null;
        if (!Boolean.TRUE.equals(record.withdrawing())) { // what is withdrawn is told as it was to be
            told.tables(found);
        }
        if (told.state.isUnderWay()) {
            return told.status();
        }
        told.endedAt = StatusTimes.text(seen.now());
        if (found.state() == ModificationState.Failed) {
            told.failure = standing(found.failure(), told.endedAt);
            return told.status();
        }
        if (found.state() == ModificationState.Integrated) {
            draft.objects = draft.nextObjects;
            draft.phaseComplete = draft.phase != Phase.FullVerification && draft.complete();
        }
        draft.nextObjects = null;
        return told.status();
    }

    private static FailureStatus standing(FailureStatus failure, String since) {
        return failure == null || failure.code() == null || failure.message() == null
                ? new FailureStatus(
                        "Unexpected", FailureClass.NeedsPerson, null, "it is not known why.", LOOK, null, since)
                : new FailureStatus(
                        failure.code(),
                        failure.failureClass(),
                        failure.side(),
                        Cut.to(LONGEST_TEXT, failure.message()),
                        failure.remedy() == null ? LOOK : Cut.to(LONGEST_TEXT, failure.remedy()),
                        null,
                        since);
    }

    /** To one that is under way, or has failed: whoever puts the spec back withdraws it, a higher nonce tries it again. */
    private void answer(ModificationStatus record) {
        if (draft.nextObjects == null) {
            draft.nextObjects = seen.spec().objects();
        }
        var withdrawn = !ModificationRules.means(seen.spec().objects(), draft.nextObjects);
        var withdraws = withdrawn && !Boolean.TRUE.equals(record.withdrawing());
        var retried = record.state() == ModificationState.Failed && seen.spec().resumeNonce() > record.resumeNonce();
        if (!withdraws && !retried) {
            return;
        }
        var answered = new ModificationDraft(record);
        answered.withdrawing = withdrawn || Boolean.TRUE.equals(record.withdrawing()) ? Boolean.TRUE : null;
        answered.again(seen.spec().resumeNonce());
        replace(answered.status());
    }

    private void replace(ModificationStatus record) {
        draft.modifications = draft.modifications.stream()
                .map(known -> known.number().equals(record.number()) ? record : known)
                .toList();
    }
}
