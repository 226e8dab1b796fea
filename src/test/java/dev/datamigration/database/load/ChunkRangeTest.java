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

    /** An operator from before, which only knows of lists, must not take a block for a key of text. */
    @Test
    void aBlockIsNoKeyInTheCheckpoint() {
        var stored = ChunkRange.encode(ChunkRange.block(4711));
        assertThat(stored).startsWith("{");
        assertThat(ChunkRange.blockOf(ChunkRange.decode(stored))).isEqualTo(4711);
    }

    @Test
    void aKeyThatLooksLikeABlockSurvivesTheCheckpoint() {
        var key = List.of("block", "007");
        assertThat(ChunkRange.decode(ChunkRange.encode(key))).isEqualTo(key);
    }
}
