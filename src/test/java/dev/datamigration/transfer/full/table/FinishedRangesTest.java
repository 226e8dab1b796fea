package dev.datamigration.transfer.full.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinishedRangesTest {
    @Test
    void neighbouringFinishedChunksAreOneRange() {
        var finished = List.of(chunk(0, null, "10"), chunk(1, "10", "20"), chunk(3, "30", "40"), chunk(4, "40", null));
        assertThat(FinishedRanges.merged(finished))
                .containsExactly(new ChunkRange(null, List.of("20")), new ChunkRange(List.of("30"), null));
        assertThat(FinishedRanges.merged(List.of())).isEmpty();
    }

    private static Chunk chunk(int number, String lower, String upper) {
        return new Chunk(
                null,
                number,
                new ChunkRange(lower == null ? null : List.of(lower), upper == null ? null : List.of(upper)));
    }
}
