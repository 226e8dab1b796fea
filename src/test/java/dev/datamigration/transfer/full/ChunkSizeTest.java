package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FullMigrationSettings;
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
    void emptySpaceIsNoRow() {
        assertThat(ChunkSize.cut(0, 100_000_000, SETTINGS)).isEqualTo(new ChunkSize(0, 1000));
    }
}
