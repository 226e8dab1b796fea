package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.Goal.Wanted;
import dev.datamigration.engine.Report;
import dev.datamigration.engine.Report.Activity;
import dev.datamigration.engine.Report.Details;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.wire.NumberedReport;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KnowledgeTest {
    private static final TaskId TASK = new TaskId("shop", "move", "uid-1");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final Knowledge knowledge = new Knowledge(NOW);

    @Test
    void anEpochBelongsToTheFirstProcessThatIsMet() {
        knowledge.want(goal(1), NOW);
        assertThat(knowledge.meet("first", true, goal(1))).isTrue();
        assertThat(knowledge.meet("second", true, goal(1))).isFalse();
        assertThat(knowledge.recognise("second")).isFalse();
        assertThat(knowledge.process()).contains("first");
    }

    @Test
    void theNextEpochBelongsToWhateverProcessIsThere() {
        knowledge.want(goal(1), NOW);
        knowledge.meet("first", true, goal(1));
        knowledge.lose();
        assertThat(knowledge.report()).isEmpty();
        assertThat(knowledge.undelivered()).as("a lost epoch is told to nobody").isEmpty();
        assertThat(knowledge.want(goal(2), NOW)).isTrue();
        assertThat(knowledge.meet("second", true, goal(2))).isTrue();
        assertThat(knowledge.report())
                .hasValueSatisfying(report -> assertThat(report.epoch()).isEqualTo(2));
    }

    @Test
    void anInheritedEpochIsNeverGivenToAProcessWithoutMemory() {
        knowledge.inherit(4);
        knowledge.want(goal(4), NOW);
        assertThat(knowledge.meet("blank", true, goal(4))).isFalse();
        assertThat(knowledge.process()).isEmpty();
        assertThat(knowledge.meet("old", false, goal(4))).isTrue();
    }

    @Test
    void aProcessWithoutMemoryIsNewUnlessItWasToldNothingYet() {
        assertThat(knowledge.shouldKnow(null)).as("inherited").isTrue();
        knowledge.want(goal(1), NOW);
        assertThat(knowledge.shouldKnow(null)).isFalse();
        knowledge.deliver(goal(1));
        assertThat(knowledge.shouldKnow(knowledge.delivered())).isTrue();
        knowledge.want(goal(2), NOW);
        assertThat(knowledge.shouldKnow(goal(1))).as("of an earlier epoch").isFalse();
    }

    @Test
    void anEarlierGoalChangesNothingAndTheSameOneIsNoNews() {
        knowledge.want(goal(3), NOW);
        assertThat(knowledge.want(goal(2), NOW)).isFalse();
        assertThat(knowledge.want(goal(3), NOW)).isFalse();
    }

    @Test
    void onlyAnotherActivityIsNews() {
        knowledge.want(goal(1), NOW);
        var running = new Report(1, new Activity.Running(Phase.Precheck), Details.NONE);
        assertThat(knowledge.hear(new NumberedReport(1, running), NOW)).isFalse();
        var done = new Report(1, new Activity.PhaseDone(Phase.Precheck), Details.NONE);
        assertThat(knowledge.hear(new NumberedReport(2, done), NOW)).isTrue();
        assertThat(knowledge.revision()).isEqualTo(2);
    }

    private static Goal goal(long epoch) {
        return new Goal(TASK, epoch, new Wanted.Run(Phase.Precheck), null);
    }
}
