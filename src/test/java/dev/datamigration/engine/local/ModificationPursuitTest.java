package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.RemovedTableHandling;
import dev.datamigration.database.RunScope;
import dev.datamigration.engine.local.modification.ObjectChanger;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.modification.ModificationIntent;
import dev.datamigration.lifecycle.modification.ModificationReport;
import dev.datamigration.lifecycle.modification.ModificationWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a worker says of a change of objects: passing errors pass, another one ends the change and nothing else. */
class ModificationPursuitTest {
    private static final ObjectSelection OBJECTS = new ObjectSelection(List.of("public.*"), null, null, null);
    private static final ObjectChangeState.Done DONE = new ObjectChangeState.Done(List.of("public.b"), List.of());

    private final RunScope scope = new RunScope("uid", 1);
    private final List<ModificationReport> told = new ArrayList<>();

    private void pursue(ModificationIntent intent, ObjectChanger changer) {
        var work = new ModificationWork(3, 2, intent, OBJECTS, RemovedTableHandling.Leave);
        new ModificationPursuit(scope, work, () -> EngineSettings.DEFAULT, told::add).pursue(changer);
    }

    private List<ModificationState> states() {
        return told.stream().map(ModificationReport::state).toList();
    }

    private static FailureException failure(FailureCode code) {
        return new FailureException(new Failure(code, null, "It is so.", "Mend it."));
    }

    @Test
    void whatIsDoneIsToldWithItsTables() {
        pursue(ModificationIntent.Make, (work, progress) -> {
            progress.accept(new ObjectChangeState.Integrating(List.of("public.b"), List.of()));
            return DONE;
        });
        assertThat(states())
                .containsExactly(
                        ModificationState.Migrating, ModificationState.Integrating, ModificationState.Integrated);
        assertThat(told.get(2).number()).isEqualTo(3);
        assertThat(told.get(2).attempt()).isEqualTo(2);
        assertThat(told.get(2).added()).containsExactly("public.b");
        assertThat(told.get(2).addedCount()).isEqualTo(1);
    }

    @Test
    void whatIsWithdrawnIsNotIntegrated() {
        pursue(ModificationIntent.Withdraw, (work, progress) -> DONE);
        assertThat(states()).endsWith(ModificationState.Withdrawn);
    }

    @Test
    void aPassingErrorIsWaitedOut() {
        var attempts = new AtomicInteger();
        pursue(ModificationIntent.Make, (work, progress) -> {
            if (attempts.incrementAndGet() < 2) {
                throw failure(FailureCode.Unreachable);
            }
            return DONE;
        });
        assertThat(states()).containsExactly(ModificationState.Migrating, ModificationState.Integrated);
    }

    @Test
    void anotherOneEndsIt() {
        pursue(ModificationIntent.Make, (work, progress) -> {
            throw failure(FailureCode.TargetTableTaken);
        });
        assertThat(states()).endsWith(ModificationState.Failed);
        assertThat(told.get(1).failure().code()).isEqualTo("TargetTableTaken");
        assertThat(told.get(1).failure().remedy()).isEqualTo("Mend it.");
    }

    @Test
    void aDefectEndsItToo() {
        pursue(ModificationIntent.Make, (work, progress) -> {
            throw new IllegalStateException("a defect");
        });
        assertThat(told.get(1).failure().code()).isEqualTo("Unexpected");
    }

    @Test
    void whatComesLateDoesNotUndoTheEnd() {
        var late = new ArrayList<Runnable>();
        pursue(ModificationIntent.Make, (work, progress) -> {
            late.add(() -> progress.accept(new ObjectChangeState.Integrating(List.of(), List.of())));
            return DONE;
        });
        late.get(0).run();
        assertThat(states()).endsWith(ModificationState.Integrated);
    }

    @Test
    void theEndOfTheRunIsNoFailureOfTheModification() {
        assertThatThrownBy(() -> pursue(ModificationIntent.Make, (work, progress) -> {
                    scope.cancel();
                    throw failure(FailureCode.Unreachable);
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(states()).containsExactly(ModificationState.Migrating);
    }
}
