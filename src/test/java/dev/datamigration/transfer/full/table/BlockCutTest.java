package dev.datamigration.transfer.full.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.database.load.ChunkRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockCutTest {
    @Test
    void theRangesFollowEachOtherAndTheLastHasNoEnd() {
        assertThat(ends(BlockCut.of(100, 10_000, 3000)))
                .containsExactly(ChunkRange.block(30), ChunkRange.block(60), ChunkRange.block(90));
        assertThat(ends(BlockCut.of(90, 10_000, 5000))).containsExactly(ChunkRange.block(45));
    }

    @Test
    void aRangeHasABlockAtLeast() {
        assertThat(ends(BlockCut.of(3, 1000, 1))).containsExactly(ChunkRange.block(1), ChunkRange.block(2));
    }

    @Test
    void aTableOfOneRangeOrOfNoBlockIsNotCut() {
        assertThat(ends(BlockCut.of(100, 1000, Long.MAX_VALUE))).isEmpty();
        assertThat(ends(BlockCut.of(0, 0, 10))).isEmpty();
    }

    @Test
    void whereRowsLieCloserTogetherARangeIsStillBounded() {
        assertThat(BlockCut.of(1_000_000, 100, 2910).step()).isEqualTo(80);
        assertThat(BlockCut.of(1_000_000, 0, 2910).step()).isEqualTo(80);
    }

    @Test
    void aKeyIsNoBlock() {
        assertThatThrownBy(() -> ChunkRange.blockOf(List.of("4096"))).isInstanceOf(IllegalStateException.class);
    }

    private static List<List<String>> ends(BlockCut cut) {
        var ends = new ArrayList<List<String>>();
        for (var end = cut.next(null); end != null; end = cut.next(end)) {
            ends.add(end);
        }
        return ends;
    }
}
