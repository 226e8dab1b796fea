package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.lifecycle.model.Activity;
import dev.datamigration.lifecycle.model.CurrentFlow;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.VerificationResult;
import dev.datamigration.lifecycle.status.StatusDraft;

/** Decides whether the target is too far behind, or it has not been known for too long that it is not, to be called in step. */
public final class Lag {
    private static final long BEHIND_MILLIS = 30_000;

    /** A task that was behind is not in step again before this, so that it does not go to and fro. */
    private static final long IN_STEP_MILLIS = 10_000;

    private Lag() {}

    public static boolean behind(Observation seen, StatusDraft draft) {
        var flow = flow(draft);
        if (flow == null || flow.latencyMillis() == null) {
            return false;
        }
        var was = TaskConditions.activity(seen.status()).equals(Activity.Behind.name());
        return flow.latencyMillis() > (was ? IN_STEP_MILLIS : BEHIND_MILLIS);
    }

    /** Of the direction that changes go in; null where none is known. */
    static IncrementalStatus flow(StatusDraft draft) {
        return CurrentFlow.of(draft.forwardSwitchover, draft.incremental, draft.reverseIncrement);
    }

    /** Holds no figure, since that would change all the time. */
    static String text(StatusDraft draft) {
        var equal = draft.phase == Phase.FullVerification
                && VerificationResult.of(draft.verification) == VerificationResult.Consistent;
        return "not in step: changes wait to be applied, or it is not known whether they do; see status.latency and"
                + " status.incremental" + (equal ? "; the tables that were compared were equal then" : "");
    }
}
