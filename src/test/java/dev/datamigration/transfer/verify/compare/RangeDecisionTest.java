package dev.datamigration.transfer.verify.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.compare.Aggregate;
import dev.datamigration.database.compare.KeyRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeDecisionTest {
    @Test
    void equalSumsEndTheDescent() {
        assertThat(RangeDecision.of(new Aggregate(50_000, 7, 9), new Aggregate(50_000, 7, 9)))
                .isEqualTo(new RangeDecision.Equal(50_000));
        assertThat(RangeDecision.of(Aggregate.NONE, Aggregate.NONE)).isEqualTo(new RangeDecision.Equal(0));
    }

    @Test
    void eachOfTheSumsCounts() {
        assertThat(RangeDecision.of(new Aggregate(2, 7, 9), new Aggregate(2, 7, 8)))
                .isEqualTo(new RangeDecision.CompareRows());
        assertThat(RangeDecision.of(new Aggregate(2, 6, 9), new Aggregate(2, 7, 9)))
                .isEqualTo(new RangeDecision.CompareRows());
        assertThat(RangeDecision.of(new Aggregate(3, 7, 9), new Aggregate(2, 7, 9)))
                .isEqualTo(new RangeDecision.CompareRows());
    }

    @Test
    void aLargeRangeIsCutAtKeysOfTheLargerSide() {
        assertThat(RangeDecision.of(new Aggregate(50_000, 1, 1), new Aggregate(10, 2, 2)))
                .isEqualTo(new RangeDecision.Cut(true, 1_000));
        assertThat(RangeDecision.of(Aggregate.NONE, new Aggregate(10_000_000, 2, 2)))
                .isEqualTo(new RangeDecision.Cut(false, 156_250));
        assertThat(RangeDecision.of(new Aggregate(1_001, 1, 1), Aggregate.NONE))
                .isEqualTo(new RangeDecision.Cut(true, 501));
    }

    @Test
    void cutRangesFollowEachOtherWithoutGaps() {
        var range = new KeyRange(List.of("1"), null);
        assertThat(range.cutAt(List.of(List.of("5"), List.of("9"))))
                .containsExactly(
                        new KeyRange(List.of("1"), List.of("5")),
                        new KeyRange(List.of("5"), List.of("9")),
                        new KeyRange(List.of("9"), null));
        assertThat(range.cutAt(List.of())).containsExactly(range);
    }
}
