package dev.datamigration.lifecycle.model;

import static dev.datamigration.api.TaskState.Completed;
import static dev.datamigration.api.TaskState.Ended;
import static dev.datamigration.api.TaskState.Ending;
import static dev.datamigration.api.TaskState.Failed;
import static dev.datamigration.api.TaskState.Integrating;
import static dev.datamigration.api.TaskState.Modifying;
import static dev.datamigration.api.TaskState.NotConfigured;
import static dev.datamigration.api.TaskState.NotStarted;
import static dev.datamigration.api.TaskState.Running;
import static dev.datamigration.api.TaskState.Stopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.TaskState;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {
    private static final Map<TaskState, Set<TaskState>> NEXT = Map.of(
            NotConfigured, Set.of(NotStarted, Running, Failed, Ending, Ended),
            NotStarted, Set.of(NotConfigured, Running, Failed, Ending, Ended),
            Running, Set.of(Modifying, Stopped, Failed, Completed, Ending),
            Modifying, Set.of(Integrating, Running, Stopped, Failed, Ending),
            Integrating, Set.of(Running, Modifying, Stopped, Failed, Ending),
            Stopped, Set.of(Running, Failed, Ending, Ended),
            Failed, Set.of(Running, Stopped, Ending, Ended),
            Completed, Set.of(Ending),
            Ending, Set.of(Ended),
            Ended, Set.of());

    @ParameterizedTest
    @EnumSource(TaskState.class)
    void onlyListedMovesAreMade(TaskState from) {
        for (var to : TaskState.values()) {
            if (from == to || NEXT.get(from).contains(to)) {
                assertThatCode(() -> Transitions.check(from, to)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> Transitions.check(from, to))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(from + " to " + to);
            }
        }
    }

    @Test
    void noMoveIsListedTwice() {
        var moves = Transitions.TABLE.stream()
                .map(move -> move.from() + " " + move.to())
                .collect(Collectors.toList());
        assertThat(moves).doesNotHaveDuplicates();
    }
}
