package dev.datamigration.lifecycle;

import dev.datamigration.api.TaskOperation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The operations that this version of the product carries out; the others are in the rules but not offered yet. */
public final class AvailableOperations {
    private static final Set<TaskOperation> AVAILABLE = EnumSet.of(
            TaskOperation.Start,
            TaskOperation.Stop,
            TaskOperation.Resume,
            TaskOperation.End,
            TaskOperation.EnterForwardSwitchover,
            TaskOperation.StartForwardSwitchover,
            TaskOperation.ModifyAlertConfiguration,
            TaskOperation.SkipFullVerification);

    private AvailableOperations() {}

    public static boolean contains(TaskOperation operation) {
        return AVAILABLE.contains(operation);
    }

    /** Those of the given operations that are available, in the order of the enum. */
    public static List<TaskOperation> of(Collection<TaskOperation> operations) {
        return operations.stream().filter(AVAILABLE::contains).sorted().toList();
    }
}
