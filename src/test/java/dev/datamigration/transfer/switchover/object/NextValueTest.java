package dev.datamigration.transfer.switchover.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.sequence.SequencePosition;
import dev.datamigration.database.sequence.SequenceState;
import dev.datamigration.database.table.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextValueTest {
    private static final TableName NAME = new TableName("public", "s");

    private static SequenceState sequence(long increment, long min, long max, boolean cycle, Long last) {
        return new SequenceState(NAME, increment, min, max, cycle, called(last), true, true, List.of());
    }

    private static SequenceState plain(Long last) {
        return sequence(1, 1, Long.MAX_VALUE, false, last);
    }

    private static Long last(SequenceState sequence, Long oldLast, Long column, long margin) {
        var position = NextValue.of(sequence, called(oldLast), column, margin).position();
        if (position == null) {
            return null;
        }
        assertThat(position.called()).isTrue();
        return position.value();
    }

    private static SequencePosition called(Long last) {
        return last == null ? null : new SequencePosition(last, true);
    }

    private static SequencePosition unused(long next) {
        return new SequencePosition(next, false);
    }

    @Test
    void oneThatWasRestartedAndNotUsedGivesTheVeryValueItWouldHaveGiven() {
        var fresh = plain(null).at(unused(1));
        assertThat(NextValue.of(fresh, unused(5000), null, 1000).position()).isEqualTo(unused(5000));
        assertThat(NextValue.of(fresh, unused(5000), 100L, 1000).position()).isEqualTo(unused(5000));
        assertThat(NextValue.of(fresh, unused(5000), 4500L, 1000).position())
                .as("beyond the column by the margin")
                .isEqualTo(called(5500L));
        assertThat(NextValue.of(plain(70L), unused(5000), null, 1000).position())
                .as("set by the schema migration, restarted since")
                .isEqualTo(unused(5000));
        var descending = sequence(-1, -9999, -1, false, null).at(unused(-1));
        assertThat(NextValue.of(descending, unused(-500), null, 1000).position())
                .isEqualTo(unused(-500));
    }

    @Test
    void oneThatWasNotUsedNeverGoesBack() {
        assertThat(NextValue.of(plain(null).at(unused(1)), unused(1), null, 1000)
                        .position())
                .isNull();
        assertThat(NextValue.of(plain(null).at(unused(5000)), unused(5000), null, 1000)
                        .position())
                .isNull();
        assertThat(NextValue.of(plain(6000L), unused(5000), null, 1000).position())
                .isNull();
        assertThat(NextValue.of(plain(5000L), unused(5000), null, 1000).position())
                .as("its application has begun")
                .isNull();
    }

    @Test
    void oneThatCyclesIsSetToWhereItWasRestarted() {
        var cycling = sequence(1, 1, 5000, true, 4000L);
        assertThat(NextValue.of(cycling, unused(100), null, 1000).position()).isEqualTo(unused(100));
        assertThat(NextValue.of(cycling.at(unused(100)), unused(100), null, 1000)
                        .position())
                .isNull();
    }

    @Test
    void theFartherOfValueAndColumnCountsPlusTheMargin() {
        assertThat(last(plain(5L), 10L, 7L, 1000)).isEqualTo(1010);
        assertThat(last(plain(5L), 10L, 70L, 1000)).isEqualTo(1070);
        assertThat(last(plain(null), null, 70L, 1000)).isEqualTo(1070);
        assertThat(last(plain(null), 10L, null, 0)).isEqualTo(10);
    }

    @Test
    void theMarginIsInValuesNotInNumbers() {
        assertThat(last(sequence(10, 1, 100_000, false, null), 50L, 60L, 100)).isEqualTo(1060);
        assertThat(last(sequence(-2, -100_000, -1, false, null), -50L, -60L, 100))
                .isEqualTo(-260);
    }

    @Test
    void anUnusedSequenceStaysAsItIs() {
        assertThat(last(plain(null), null, null, 1000)).isNull();
    }

    @Test
    void itNeverGoesBackSoThatDoingItAgainChangesNothing() {
        assertThat(last(plain(1010L), 10L, 7L, 1000)).isNull();
        assertThat(last(plain(5000L), 10L, 7L, 1000)).isNull();
        assertThat(last(sequence(-1, -9999, -1, false, -1010L), -10L, null, 1000))
                .isNull();
    }

    @Test
    void aValueAtTheBoundThatSomebodyWroteDoesNotUseTheSequenceUp() {
        assertThat(last(sequence(1, 1, 2147483647, false, null), 10L, 2147483647L, 1000))
                .isEqualTo(1010);
        assertThat(last(sequence(1, 1, 2147483647, false, null), 10L, 9_999_999_999L, 1000))
                .isEqualTo(1010);
    }

    @Test
    void nearItsBoundTheMarginIsLeftOut() {
        assertThat(last(sequence(1, 1, 100, false, null), 95L, 95L, 1000)).isEqualTo(95);
        assertThat(last(sequence(1, 1, Long.MAX_VALUE, false, null), Long.MAX_VALUE - 1, null, 1000))
                .isEqualTo(Long.MAX_VALUE - 1);
    }

    @Test
    void oneThatCyclesGoesOnFromWhereItIsWhateverTheColumnHolds() {
        assertThat(last(sequence(1, 1, 5000, true, 4000L), 100L, 4999L, 1000)).isEqualTo(1100);
        assertThat(last(sequence(1, 1, 5000, true, 1150L), 100L, 4999L, 1000)).isNull();
        assertThat(last(sequence(1, 1, 5000, true, null), 4500L, null, 1000)).isEqualTo(4500);
    }
}
