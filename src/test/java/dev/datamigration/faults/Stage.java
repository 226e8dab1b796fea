package dev.datamigration.faults;

import dev.datamigration.api.Phase;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverOutcome;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.MigrationTaskStatus;
import java.util.ArrayList;
import java.util.List;

/** A point in a task's life at which a fault can strike. */
sealed interface Stage {

    /** Whether the task has come so far, or farther. */
    boolean reached(MigrationTaskStatus status);

    /** Every stage of a task that moves its application so many times, in order. */
    static List<Stage> all(int rounds) {
        var stages = new ArrayList<Stage>();
        for (var phase = Phase.Precheck;
                phase != Phase.ForwardSwitchover;
                phase = Phase.values()[phase.ordinal() + 1]) {
            stages.add(new InPhase(phase));
        }
        stages.add(new AtRest(0));
        for (var round = 1; round <= rounds; round++) {
            for (var step : SwitchoverStep.values()) {
                stages.add(new InStep(round, step));
            }
            stages.add(new AtRest(round));
        }
        return stages;
    }

    /** The work of that phase is under way. */
    record InPhase(Phase phase) implements Stage {
        @Override
        public boolean reached(MigrationTaskStatus status) {
            return status.phase() != null && status.phase().compareTo(phase) >= 0;
        }

        @Override
        public String toString() {
            return phase.name();
        }
    }

    /** That step of that switchover has begun. */
    record InStep(int round, SwitchoverStep step) implements Stage {
        @Override
        public boolean reached(MigrationTaskStatus status) {
            var switchover = status.forwardSwitchover();
            if (switchover == null || switchover.round() == null || switchover.round() < round) {
                return false;
            }
            return switchover.round() > round
                    || switchover.outcome() == SwitchoverOutcome.Completed
                    || switchover.steps().stream()
                            .anyMatch(found -> found.step() == step && found.state() != StepState.Pending);
        }

        @Override
        public String toString() {
            return step + " of switchover " + round;
        }
    }

    /** Nothing is to be done but to carry changes: after the verification, or after a switchover. */
    record AtRest(int round) implements Stage {
        @Override
        public boolean reached(MigrationTaskStatus status) {
            if (round == 0) {
                return status.phase() != null
                        && (status.phase().compareTo(Phase.FullVerification) > 0
                                || status.phase() == Phase.FullVerification
                                        && Boolean.TRUE.equals(status.phaseComplete()));
            }
            var switchover = status.forwardSwitchover();
            return switchover != null
                    && switchover.round() != null
                    && (switchover.round() > round
                            || switchover.round() == round && switchover.outcome() == SwitchoverOutcome.Completed);
        }

        @Override
        public String toString() {
            return round == 0 ? "after the verification" : "after switchover " + round;
        }
    }
}
