package dev.datamigration.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.wire.NumberedReport;
import dev.datamigration.engine.worker.HostedTask.Reception;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.FakeEngine;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HostedTaskTest {
    private static final TaskId TASK = new TaskId("shop", "move", "uid-1");
    private final FakeEngine engine = new FakeEngine();
    private final HostedTask hosted = new HostedTask(engine, null);

    @Test
    void knowsNothingBeforeTheFirstGoal() {
        assertThat(hosted.report()).isEmpty();
    }

    @Test
    void pursuesWhatItIsToldUnlessALaterWorkerWasTold() {
        assertThat(hosted.take(goal(TASK, 2), hosted.process(), 0)).isEqualTo(Reception.Taken);
        assertThat(hosted.take(goal(TASK, 1), hosted.process(), 0)).isEqualTo(Reception.Superseded);
        assertThat(engine.pursued()).hasSize(1);
        assertThat(hosted.take(goal(TASK, 3), hosted.process(), 0)).isEqualTo(Reception.Taken);
        assertThat(hosted.report().orElseThrow().report().epoch()).isEqualTo(3);
    }

    @Test
    void refusesALeaderOnceALaterOneHasAskedAnything() {
        assertThat(hosted.take(goal(TASK, 2), hosted.process(), 5)).isEqualTo(Reception.Taken);
        hosted.heed(6);
        assertThat(hosted.take(goal(TASK, 3), hosted.process(), 5)).isEqualTo(Reception.Outranked);
        assertThat(engine.pursued()).hasSize(1);
        assertThat(hosted.take(goal(TASK, 3), hosted.process(), 6)).isEqualTo(Reception.Taken);
        hosted.heed(1);
        assertThat(hosted.term()).isEqualTo(6);
        assertThat(hosted.take(goal(TASK, 4), hosted.process(), 0))
                .as("an operator that names no term")
                .isEqualTo(Reception.Taken);
    }

    @Test
    void servesOneTaskOnly() {
        var other = new TaskId("shop", "move", "uid-2");
        hosted.take(goal(TASK, 1), hosted.process(), 0);
        assertThat(hosted.take(goal(other, 5), hosted.process(), 0)).isEqualTo(Reception.Misdirected);
        var bound = new HostedTask(engine, "uid-2");
        assertThat(bound.take(goal(TASK, 1), bound.process(), 0)).isEqualTo(Reception.Misdirected);
    }

    @Test
    void aGoalForAnotherProcessIsNotPursued() {
        var earlier = new HostedTask(new FakeEngine(), null);
        assertThat(hosted.take(goal(TASK, 1), earlier.process(), 0)).isEqualTo(Reception.OtherProcess);
        assertThat(hosted.take(goal(TASK, 1), null, 0)).isEqualTo(Reception.OtherProcess);
        assertThat(engine.pursued()).isEmpty();
    }

    @Test
    void everyChangeHasARevisionOfItsOwnAndIsTold() {
        var told = new AtomicInteger();
        hosted.onChange(told::incrementAndGet);
        hosted.take(goal(TASK, 1), hosted.process(), 0);
        var before = revision();
        engine.report(TASK, new WorkerState.PhaseDone(Phase.Precheck));
        assertThat(revision()).isGreaterThan(before);
        assertThat(told.get()).isGreaterThanOrEqualTo(2);
    }

    private long revision() {
        return hosted.report().map(NumberedReport::revision).orElseThrow();
    }

    private static Goal goal(TaskId task, long epoch) {
        return new Goal(task, epoch, new Wanted.Run(Phase.Precheck), null);
    }
}
