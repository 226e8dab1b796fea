package dev.datamigration.batch;

import dev.datamigration.api.LabelRequirement;
import dev.datamigration.api.batch.BatchOperationSpec;
import dev.datamigration.api.batch.TaskSelector;
import java.util.Map;
import java.util.Set;

/** Decides which tasks a batch operation means; as a Kubernetes label selector, joined with the tasks that it names. */
final class BatchSelection {
    private final TaskSelector selector;
    private final Set<String> names;

    BatchSelection(BatchOperationSpec spec) {
        selector = spec.selector();
        names = Set.copyOf(spec.tasks());
    }

    /** @param labels may be null */
    boolean means(String name, Map<String, String> labels) {
        return names.contains(name) || (selector != null && matches(labels == null ? Map.of() : labels));
    }

    Set<String> names() {
        return names;
    }

    private boolean matches(Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.matchLabels().entrySet())
                && selector.matchExpressions().stream().allMatch(requirement -> matches(requirement, labels));
    }

    /** A label that is missing is not in any list of values, as Kubernetes has it. */
    private static boolean matches(LabelRequirement requirement, Map<String, String> labels) {
        var value = labels.get(requirement.key());
        return switch (requirement.operator()) {
            case In -> value != null && requirement.values().contains(value);
            case NotIn -> value == null || !requirement.values().contains(value);
            case Exists -> value != null;
            case DoesNotExist -> value == null;
        };
    }
}
