package dev.datamigration.lifecycle;

import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.rule.VerificationRules;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.SwitchoverDraft;

/** Carries what a worker found into the status. What it does not know stays as an earlier one left it. */
final class WorkerDetailsInStatus {
    private WorkerDetailsInStatus() {}

    static void merge(Observation seen, StatusDraft draft) {
        draft.waiting =
                seen.currentReport().map(report -> report.details().waiting()).orElse(null);
        draft.speed =
                seen.currentReport().map(report -> report.details().speed()).orElse(null);
        seen.currentReport().map(Report::details).ifPresent(found -> merge(seen, found, draft));
        if (VerificationRules.skipped(seen)) {
            draft.verification = skipped(draft.verification);
            draft.phaseComplete = true;
        }
    }

    private static void merge(Observation seen, WorkerDetails found, StatusDraft draft) {
        draft.precheck = or(found.precheck(), draft.precheck);
        draft.schema = or(found.schema(), draft.schema);
        draft.schemaComparison = or(found.schemaComparison(), draft.schemaComparison);
        draft.full = or(found.full(), draft.full);
        draft.incremental = or(found.incremental(), draft.incremental);
        draft.verification = VerificationRules.merged(seen, found.verification(), draft.verification);
        draft.reverseIncrement = or(found.reverseIncrement(), draft.reverseIncrement);
        draft.reverseVerification = or(found.reverseVerification(), draft.reverseVerification);
        draft.retainedLog = or(found.retainedLog(), draft.retainedLog);
        draft.checkpoints = merged(found.checkpoints(), draft.checkpoints);
    }

    private static CheckpointsStatus merged(CheckpointsStatus found, CheckpointsStatus known) {
        return found == null || known == null
                ? or(found, known)
                : new CheckpointsStatus(or(found.source(), known.source()), or(found.target(), known.target()));
    }

    /** Takes over what belongs to the task's switchovers as a whole, not to the step that one stands in. */
    static void mergeSwitchover(Observation seen, StatusDraft draft) {
        seen.stepReport().ifPresent(found -> {
            if (found.lateWrites() == null && found.rehearsal() == null) {
                return;
            }
            var merged = new SwitchoverDraft(draft.forwardSwitchover);
            merged.lateWrites = or(found.lateWrites(), merged.lateWrites);
            merged.rehearsal = or(found.rehearsal(), merged.rehearsal);
            draft.forwardSwitchover = merged.status();
        });
    }

    private static <T> T or(T found, T known) {
        return found == null ? known : found;
    }

    /** A fresh worker has yet to catch up, whatever the one before it had reached. */
    static IncrementalStatus beforeCatchingUp(IncrementalStatus old) {
        return old == null
                ? null
                : new IncrementalStatus(
                        old.checkpointTimestamp(),
                        old.position(),
                        null,
                        null,
                        old.inserts(),
                        old.updates(),
                        old.deletes(),
                        old.truncates(),
                        old.conflicts(),
                        old.skipped(),
                        old.retainedLogBytes(),
                        false,
                        old.structureChanges());
    }

    private static VerificationStatus skipped(VerificationStatus old) {
        return old == null
                ? new VerificationStatus(null, true, null, null, null, null, null, null, null, null, null, null)
                : new VerificationStatus(
                        old.runNonce(),
                        true,
                        old.percent(),
                        old.tables(),
                        old.tablesCompared(),
                        old.consistent(),
                        old.consistentRows(),
                        old.sourceOnlyRows(),
                        old.targetOnlyRows(),
                        old.mismatchedRows(),
                        old.tableResults(),
                        old.corrections(),
                        null,
                        old.oldestComparedAt(),
                        old.repair(),
                        null);
    }
}
