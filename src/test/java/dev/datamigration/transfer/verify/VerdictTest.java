package dev.datamigration.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.postgres.compare.Observation;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Observation NONE = Observation.ABSENT;

    @Test
    void aTargetThatHoldsAnythingSeenInTheRoundIsEqual() {
        assertThat(Verdict.of(null, look(row("a", 9), row("a", 1)))).isEqualTo(Verdict.Equal);
        assertThat(Verdict.of(null, look(row("b", 9), row("a", 1), row("b", 2), row("c", 3))))
                .isEqualTo(Verdict.Equal);
        assertThat(Verdict.of(null, look(NONE, row("a", 1), NONE))).isEqualTo(Verdict.Equal);
    }

    @Test
    void anythingSeenOnTheTargetMayAgree() {
        assertThat(Verdict.of(null, new Look(List.of(row("a", 1)), List.of(row("x", 8), row("a", 9)))))
                .isEqualTo(Verdict.Equal);
        assertThat(Verdict.of(
                        look(row("x", 9), row("a", 1)),
                        new Look(List.of(row("a", 1)), List.of(row("y", 8), row("x", 9)))))
                .isEqualTo(Verdict.Moving);
    }

    @Test
    void oneRoundNeverConvicts() {
        assertThat(Verdict.of(null, look(row("x", 9), row("a", 1)))).isEqualTo(Verdict.Moving);
        assertThat(Verdict.of(null, look(row("x", 9), NONE))).isEqualTo(Verdict.Moving);
        assertThat(Verdict.of(null, look(NONE, row("a", 1)))).isEqualTo(Verdict.Moving);
    }

    @Test
    void sameVersionsInTwoRoundsConvict() {
        assertThat(Verdict.of(look(row("x", 9), row("a", 1)), look(row("x", 9), row("a", 1))))
                .isEqualTo(Verdict.Different);
        assertThat(Verdict.of(look(row("x", 9), NONE), look(row("x", 9), NONE))).isEqualTo(Verdict.Different);
        assertThat(Verdict.of(look(NONE, row("a", 1)), look(NONE, row("a", 1)))).isEqualTo(Verdict.Different);
    }

    @Test
    void whatWasWrittenInBetweenIsLookedAtAgainEvenIfTheValueIsTheSame() {
        assertThat(Verdict.of(look(row("x", 9), row("a", 1)), look(row("x", 9), row("a", 2))))
                .isEqualTo(Verdict.Moving);
        assertThat(Verdict.of(look(row("x", 9), row("a", 1)), look(row("y", 10), row("a", 1))))
                .isEqualTo(Verdict.Moving);
        assertThat(Verdict.of(look(row("x", 9), row("a", 1)), look(row("x", 9), row("a", 1), row("a", 2))))
                .isEqualTo(Verdict.Moving);
        assertThat(Verdict.of(look(row("x", 9), row("a", 1), NONE), look(row("x", 9), NONE)))
                .isEqualTo(Verdict.Moving);
        assertThat(Verdict.of(look(row("x", 8), NONE), look(row("x", 9), NONE))).isEqualTo(Verdict.Moving);
    }

    @Test
    void withoutAnApplyOneLookDecides() {
        assertThat(Verdict.withoutApply(look(row("x", 9), row("a", 1)))).isEqualTo(Verdict.Different);
        assertThat(Verdict.withoutApply(look(row("a", 9), row("a", 1)))).isEqualTo(Verdict.Equal);
    }

    private static Look look(Observation target, Observation... source) {
        return new Look(List.of(source), List.of(target));
    }

    private static Observation row(String value, int version) {
        return new Observation(value, "(0,1)" + version, 1, List.of("k"), "(0,1)");
    }
}
