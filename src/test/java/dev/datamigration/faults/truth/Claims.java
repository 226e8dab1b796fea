package dev.datamigration.faults.truth;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTaskStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a person takes from a status. */
final class Claims {
    private static final Set<String> SYNCHRONISED = Set.of("IncrementalSynchronised", "ReverseSynchronised");

    private Claims() {}

    /** The words by which a status says that all of the source's changes are on the target but for a moment's worth. */
    static Optional<String> inStep(MigrationTaskStatus status) {
        if (status.state() != TaskState.Running || status.conditions() == null) {
            return Optional.empty();
        }
        return status.conditions().stream()
                .filter(Claims::saysInStep)
                .map(condition -> "condition " + condition.getType())
                .findFirst()
                .or(() -> message(status));
    }

    private static boolean saysInStep(Condition condition) {
        return SYNCHRONISED.contains(condition.getType())
                && condition.getStatus().equals("True");
    }

    private static Optional<String> message(MigrationTaskStatus status) {
        var message = String.valueOf(status.message());
        return message.startsWith("in step") || message.contains("both databases are equal")
                ? Optional.of("message \"" + message + "\"")
                : Optional.empty();
    }

    /** That rows wait at most so long, as far as the status tells. */
    static Duration latency(MigrationTaskStatus status) {
        return Stream.of(status.incremental(), status.reverseIncrement())
                .filter(flow -> flow != null && flow.latencyMillis() != null)
                .map(flow -> Duration.ofMillis(flow.latencyMillis()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** That no session of the task is on either server. */
    static boolean nothingRuns(MigrationTaskStatus status) {
        return List.of(TaskState.Stopped, TaskState.Failed, TaskState.Ended).contains(status.state());
    }
}
