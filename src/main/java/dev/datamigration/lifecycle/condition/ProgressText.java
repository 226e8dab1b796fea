package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;
import java.util.Locale;

/** Progress and latency as a person reads them in a column. */
public final class ProgressText {
    private static final String INDEXING = "Indexing";

    private ProgressText() {}

    /** Percent of the phase, or null where there is nothing to count. */
    public static String of(StatusDraft draft) {
        if (draft.phase == null) {
            return null;
        }
        if (draft.state == TaskState.Modifying || draft.state == TaskState.Integrating) {
            return ModificationTexts.progress(draft);
        }
        if (draft.phase == Phase.ReverseIncrement) {
            return null;
        }
        if (draft.complete()) {
            return "100 %";
        }
        return switch (draft.phase) {
            case SchemaMigration ->
                draft.schema == null ? null : percent(draft.schema.created(), draft.schema.objects());
            case FullMigration -> draft.full == null && draft.waiting == null ? null : full(draft);
            case FullVerification ->
                draft.verification == null || draft.verification.percent() == null
                        ? null
                        : Math.min(99, draft.verification.percent()) + " %";
            case ForwardSwitchover -> steps(draft.forwardSwitchover);
            case Precheck, IncrementalSync, ReverseIncrement -> null;
        };
    }

    private static String steps(ForwardSwitchoverStatus status) {
        var behind = status.steps().stream().filter(SwitchoverView::isBehind).count();
        return "step " + Math.min(behind + 1, status.steps().size()) + "/"
                + status.steps().size();
    }

    /** Large objects first, then rows while rows are copied, then objects, because the estimate of the rows says nothing any more. */
    private static String full(StatusDraft draft) {
        FullMigrationStatus full = draft.full;
        if (draft.waiting != null && nothingLoaded(full)) {
            return "waiting";
        }
        if (FullMigrationStatus.LARGE_OBJECTS.equals(full.stage()) && full.largeObjects() != null) {
            return "large objects %d/%d"
                    .formatted(full.largeObjects().copied(), full.largeObjects().objects());
        }
        if (!INDEXING.equals(full.stage())) {
            return percent(full.migratedRows(), full.estimatedRows());
        }
        return draft.schema == null || draft.schema.deferredObjects() == null || draft.schema.deferredCreated() == null
                ? "99 %"
                : "indexes " + draft.schema.deferredCreated() + "/" + draft.schema.deferredObjects();
    }

    static boolean nothingLoaded(FullMigrationStatus full) {
        return full == null || full.migratedRows() == null || full.migratedRows() == 0;
    }

    /** Never 100 before the phase is done, and never more although the whole is an estimate. */
    static String percent(Number part, Number whole) {
        if (part == null || whole == null) {
            return null;
        }
        return whole.longValue() <= 0
                ? "0 %"
                : Math.min(99, (long) (100.0 * part.longValue() / whole.longValue())) + " %";
    }

    /** For instance 0.4s or 125s; null unless the task is synchronising now. */
    public static String latency(StatusDraft draft) {
        var flow = Lag.flow(draft);
        if (!ModificationRules.hasWorker(draft.state) || flow == null || flow.latencyMillis() == null) {
            return null;
        }
        var millis = flow.latencyMillis();
        return millis < 10_000 ? String.format(Locale.ROOT, "%.1fs", millis / 1000.0) : millis / 1000 + "s";
    }
}
