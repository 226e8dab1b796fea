package dev.datamigration.transfer.full.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.testing.Patience;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChunkQueueTest {
    private final RunScope scope = new RunScope("task", 1);
    private final ChunkQueue queue = new ChunkQueue(scope);

    @Test
    void nobodyIsToldOfTheEndWhileAChunkMayComeBack() throws Exception {
        queue.put(chunk(1));
        queue.close();
        var taken = queue.take().orElseThrow();
        assertThat(queue.poll()).isEmpty();
        assertThat(queue.isOver()).isFalse();
        var other = CompletableFuture.supplyAsync(queue::take);
        queue.putBack(taken);
        assertThat(other.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).contains(taken);

        var third = CompletableFuture.supplyAsync(queue::take);
        queue.finished();
        assertThat(third.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isEmpty();
        assertThat(queue.isOver()).isTrue();
    }

    @Test
    void whatCameBackIsTheNext() {
        queue.put(chunk(1));
        queue.put(chunk(2));
        var first = queue.poll().orElseThrow();
        queue.putBack(first);
        assertThat(queue.poll()).contains(first);
    }

    @Test
    void isNotOverBeforeAllArePlanned() {
        assertThat(queue.poll()).isEqualTo(Optional.empty());
        assertThat(queue.isOver()).isFalse();
        queue.close();
        assertThat(queue.isOver()).isTrue();
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void aCancelledRunEndsTheWaiting() {
        scope.cancel();
        assertThatThrownBy(queue::take).isInstanceOf(CancellationException.class);
    }

    private static Chunk chunk(int number) {
        return new Chunk(null, number, ChunkRange.EVERYTHING);
    }
}
