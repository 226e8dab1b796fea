package dev.datamigration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Side;
import dev.datamigration.faults.fault.LeaderKilled;
import dev.datamigration.faults.fault.SlotDropped;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final SlotDropped DROPPED = new SlotDropped(Side.Source);

    @Test
    void aFailureThatNoFaultExplainsIsFound() {
        assertThat(Judgement.of(List.of(new LeaderKilled()), List.of(failure("SlotLost"))))
                .singleElement()
                .asString()
                .contains("failed without need");
        assertThat(Judgement.of(List.of(DROPPED), List.of(failure("SlotLost")))).isEmpty();
    }

    @Test
    void aFaultThatHadToBeNoticedAndWasNotIsFound() {
        assertThat(Judgement.of(List.of(DROPPED), List.of()))
                .containsExactly("not noticed: slot on the source dropped");
    }

    private static FailureStatus failure(String code) {
        return new FailureStatus(code, FailureClass.Permanent, Side.Source, "gone", "end it", null, null);
    }
}
