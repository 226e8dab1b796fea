package dev.datamigration.lifecycle.model;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.MigrationType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The phases that a task goes through, in order. */
public record Plan(List<Phase> phases) {

    /** The plan of a task that has these migration types. */
    public static Plan of(Collection<MigrationType> types) {
        var chosen = Set.copyOf(types);
        return new Plan(Arrays.stream(Phase.values())
                .filter(phase -> includes(chosen, phase))
                .toList());
    }

    private static boolean includes(Set<MigrationType> types, Phase phase) {
        return switch (phase) {
            case Precheck -> true;
            case SchemaMigration -> types.contains(MigrationType.Schema);
            case FullMigration -> types.contains(MigrationType.Full);
            case IncrementalSync, ForwardSwitchover -> types.contains(MigrationType.Incremental);
            case FullVerification -> types.contains(MigrationType.FullVerification);
            case ReverseIncrement -> types.contains(MigrationType.ReverseIncrement);
        };
    }

    public boolean has(Phase phase) {
        return phases.contains(phase);
    }

    /** The phase after this one, whoever moves the task there. */
    public Optional<Phase> next(Phase phase) {
        return phases.stream().filter(other -> other.compareTo(phase) > 0).findFirst();
    }

    /** The phase to which the task moves by itself once this one is done; none where a person moves it, or at the end. */
    public Optional<Phase> nextByItself(Phase phase) {
        return next(phase).filter(other -> other.compareTo(Phase.ForwardSwitchover) < 0);
    }
}
