package dev.datamigration.lifecycle.condition;

import dev.datamigration.api.modification.ModificationProgress;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ModificationStatus;
import dev.datamigration.failure.Quantity;
import dev.datamigration.lifecycle.rule.ModificationRules;
import dev.datamigration.lifecycle.status.StatusDraft;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read of changes of a task's objects. */
public final class ModificationTexts {
    private static final int NAMED = 3;

    private ModificationTexts() {}

    /** For instance: adds public.a and public.b, removes public.c. */
    public static String what(ModificationStatus record) {
        var parts = Stream.of(
                        part("adds ", record.added(), record.addedCount()),
                        part("removes ", record.removed(), record.removedCount()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? "changes which tables are selected" : parts;
    }

    private static Optional<String> part(String verb, List<String> names, Integer count) {
        if (names == null || names.isEmpty()) {
            return Optional.empty();
        }
        var more = (count == null ? names.size() : count) - Math.min(NAMED, names.size());
        return Optional.of(verb
                + names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + Quantity.of(more, "1 more table", "%d more tables") : ""));
    }

    /** As an addition to a message; empty where nothing is under way and nothing stands. */
    static String now(StatusDraft draft) {
        return ModificationRules.open(draft.modifications)
                .map(record -> "; " + now(record))
                .orElse("");
    }

    private static String now(ModificationStatus record) {
        if (record.state() == ModificationState.Failed) {
            return failed(record);
        }
        var name = "modification " + record.number() + " (" + what(record) + ")";
        if (Boolean.TRUE.equals(record.withdrawing())) {
            return name + " is withdrawn";
        }
        return record.state() == ModificationState.Integrating
                ? name + ": its tables join or leave the synchronisation"
                : name + ": its tables are migrated beside the synchronisation";
    }

    /** What failed, and both ways on. */
    public static String failed(ModificationStatus record) {
        return "modification %d (%s) failed, and the task goes on with the tables that it had: %s — %s Then raise spec.resumeNonce to try it again, or put spec.objects back to withdraw it"
                .formatted(
                        record.number(),
                        what(record),
                        record.failure().message(),
                        record.failure().remedy());
    }

    /** Percent of the added tables' rows while they are loaded, or what is done instead; null where nothing is known. */
    static String progress(StatusDraft draft) {
        return ModificationRules.underWay(draft.modifications)
                .map(ModificationTexts::progress)
                .orElse(null);
    }

    /** As {@link #progress(StatusDraft)}. */
    public static String progress(ModificationStatus record) {
        if (record.state() == ModificationState.Integrating) {
            return "integrating";
        }
        ModificationProgress progress = record.progress();
        if (progress == null || progress.phase() == null) {
            return null;
        }
        return switch (progress.phase()) {
            case FullMigration -> ProgressText.percent(progress.migratedRows(), progress.estimatedRows());
            case IncrementalSync -> "catching up";
            default -> "0 %";
        };
    }
}
