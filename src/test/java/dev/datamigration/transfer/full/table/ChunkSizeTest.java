package dev.datamigration.transfer.full.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import org.junit.jupiter.api.Test;

class ChunkSizeTest {
    private static final FullMigrationSettings SETTINGS = new FullMigrationSettings(1, 1000, 1_000_000L, 1);

    @Test
    void narrowRowsAreBoundByTheirNumber() {
        assertThat(ChunkSize.cut(1_000_000, 100_000_000, SETTINGS).rows()).isEqualTo(1000);
    }

    @Test
    void wideRowsAreBoundByTheirBytes() {
        assertThat(ChunkSize.cut(1_000_000, 100_000_000_000L, SETTINGS).rows()).isEqualTo(10);
        assertThat(ChunkSize.cut(2, 100_000_000_000L, SETTINGS).rows()).isEqualTo(1);
    }

    @Test
    void atARateThatIsToBeKeptAChunkTakesSeconds() {
        var size = new ChunkSize(1_000_000, 200_000);
        assertThat(size.rowsAt(Limits.DEFAULT, 4, 100_000_000)).isEqualTo(200_000);
        assertThat(size.rowsAt(new Limits(1000L, null, null), 4, 100_000_000)).isEqualTo(2000);
        assertThat(size.rowsAt(new Limits(null, 1_000_000L, null), 4, 100_000_000))
                .isEqualTo(20_000);
        assertThat(size.rowsAt(new Limits(1L, null, null), 64, 100_000_000)).isEqualTo(1);
        assertThat(new ChunkSize(0, Long.MAX_VALUE).rowsAt(Limits.DEFAULT, 4, 0))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void emptySpaceIsNoRow() {
        assertThat(ChunkSize.cut(0, 100_000_000, SETTINGS)).isEqualTo(new ChunkSize(0, 1000));
    }
}
