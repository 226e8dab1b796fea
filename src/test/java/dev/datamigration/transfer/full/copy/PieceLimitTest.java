package dev.datamigration.transfer.full.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.FullMigrationSettings;
import org.junit.jupiter.api.Test;

class PieceLimitTest {
    private static final PieceLimit USUAL = PieceLimit.of(FullMigrationSettings.DEFAULT);
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aPieceIsNoLargerThanAChunkNorThan64Megabytes() {
        assertThat(USUAL).isEqualTo(new PieceLimit(200_000, 64 << 20));
        assertThat(PieceLimit.of(new FullMigrationSettings(null, 300, 65_536L, null)))
                .isEqualTo(new PieceLimit(300, 65_536));
    }

    @Test
    void itEndsByRowsBytesOrTime() {
        assertThat(USUAL.isReached(199_999, (64 << 20) - 1)).isFalse();
        assertThat(USUAL.isReached(200_000, 0)).isTrue();
        assertThat(USUAL.isReached(1, 64 << 20)).isTrue();
        assertThat(USUAL.until(SECOND)).isEqualTo(3 * SECOND);
    }

    @Test
    void aTableThatMustNotBeThereInPartIsOnePiece() {
        assertThat(PieceLimit.NONE.isReached(Long.MAX_VALUE - 1, Long.MAX_VALUE - 1))
                .isFalse();
        assertThat(PieceLimit.NONE.until(SECOND) - SECOND).isGreaterThan(Long.MAX_VALUE / 4);
        assertThat(PieceLimit.NONE.after(1, 100 * SECOND, USUAL)).isSameAs(PieceLimit.NONE);
    }

    @Test
    void aTargetThatTakesLongIsSentLessAtOnce() {
        var slow = USUAL.after(4_000_000, 40 * SECOND, USUAL);
        assertThat(slow.bytes()).isEqualTo(200_000);
        assertThat(slow.after(200_000, 3 * SECOND, USUAL).bytes()).isEqualTo(400_000);
        assertThat(USUAL.after(1_000, 2 * SECOND, USUAL))
                .as("no more than usual")
                .isEqualTo(USUAL);
        assertThat(slow.after(1_000, 60 * SECOND, USUAL).bytes())
                .as("a batch at least")
                .isEqualTo(65_536);
    }
}
