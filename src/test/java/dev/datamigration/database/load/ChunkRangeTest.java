package dev.datamigration.database.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkRangeTest {
    @Test
    void boundsSurviveTheCheckpoint() {
        var bound = List.of("a\"b\\c", "\u0001\n\té\uD83D\uDE00", "");
        assertThat(ChunkRange.decode(ChunkRange.encode(bound))).isEqualTo(bound);
        assertThat(ChunkRange.encode(null)).isNull();
        assertThat(ChunkRange.decode(null)).isNull();
    }
}
