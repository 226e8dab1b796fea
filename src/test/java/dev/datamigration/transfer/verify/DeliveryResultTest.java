package dev.datamigration.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.compare.RowObservation;
import dev.datamigration.transfer.verify.compare.Look;
import dev.datamigration.transfer.verify.compare.SuspectDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryResultTest {
    private static final RowObservation NONE = RowObservation.ABSENT;

    @Test
    void aTargetThatHoldsAnythingSeenInTheRoundIsEqual() {
        assertThat(SuspectDecision.of(null, look(row("a", 9), row("a", 1)))).isEqualTo(SuspectDecision.Equal);
        assertThat(SuspectDecision.of(null, look(row("b", 9), row("a", 1), row("b", 2), row("c", 3))))
                .isEqualTo(SuspectDecision.Equal);
        assertThat(SuspectDecision.of(null, look(NONE, row("a", 1), NONE))).isEqualTo(SuspectDecision.Equal);
    }

    @Test
    void anythingSeenOnTheTargetMayAgree() {
        assertThat(SuspectDecision.of(null, new Look(List.of(row("a", 1)), List.of(row("x", 8), row("a", 9)))))
                .isEqualTo(SuspectDecision.Equal);
        assertThat(SuspectDecision.of(
                        look(row("x", 9), row("a", 1)),
                        new Look(List.of(row("a", 1)), List.of(row("y", 8), row("x", 9)))))
                .isEqualTo(SuspectDecision.Moving);
    }

    @Test
    void oneRoundNeverConvicts() {
        assertThat(SuspectDecision.of(null, look(row("x", 9), row("a", 1)))).isEqualTo(SuspectDecision.Moving);
        assertThat(SuspectDecision.of(null, look(row("x", 9), NONE))).isEqualTo(SuspectDecision.Moving);
        assertThat(SuspectDecision.of(null, look(NONE, row("a", 1)))).isEqualTo(SuspectDecision.Moving);
    }

    @Test
    void sameVersionsInTwoRoundsConvict() {
        assertThat(SuspectDecision.of(look(row("x", 9), row("a", 1)), look(row("x", 9), row("a", 1))))
                .isEqualTo(SuspectDecision.Different);
        assertThat(SuspectDecision.of(look(row("x", 9), NONE), look(row("x", 9), NONE)))
                .isEqualTo(SuspectDecision.Different);
        assertThat(SuspectDecision.of(look(NONE, row("a", 1)), look(NONE, row("a", 1))))
                .isEqualTo(SuspectDecision.Different);
    }

    @Test
    void whatWasWrittenInBetweenIsLookedAtAgainEvenIfTheValueIsTheSame() {
        assertThat(SuspectDecision.of(look(row("x", 9), row("a", 1)), look(row("x", 9), row("a", 2))))
                .isEqualTo(SuspectDecision.Moving);
        assertThat(SuspectDecision.of(look(row("x", 9), row("a", 1)), look(row("y", 10), row("a", 1))))
                .isEqualTo(SuspectDecision.Moving);
        assertThat(SuspectDecision.of(look(row("x", 9), row("a", 1)), look(row("x", 9), row("a", 1), row("a", 2))))
                .isEqualTo(SuspectDecision.Moving);
        assertThat(SuspectDecision.of(look(row("x", 9), row("a", 1), NONE), look(row("x", 9), NONE)))
                .isEqualTo(SuspectDecision.Moving);
        assertThat(SuspectDecision.of(look(row("x", 8), NONE), look(row("x", 9), NONE)))
                .isEqualTo(SuspectDecision.Moving);
    }

    @Test
    void withoutAnApplyOneLookDecides() {
        assertThat(SuspectDecision.withoutApply(look(row("x", 9), row("a", 1)))).isEqualTo(SuspectDecision.Different);
        assertThat(SuspectDecision.withoutApply(look(row("a", 9), row("a", 1)))).isEqualTo(SuspectDecision.Equal);
    }

    private static Look look(RowObservation target, RowObservation... source) {
        return new Look(List.of(source), List.of(target));
    }

    private static RowObservation row(String value, int version) {
        return new RowObservation(value, "(0,1)" + version, 1, List.of("k"), "(0,1)");
    }
}
