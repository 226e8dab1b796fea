package dev.datamigration.transfer.incremental.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.database.postgres.position.Lsn;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReceivedQueueTest {
    private final ReceivedQueue queue = new ReceivedQueue(100);
    private final ArrayDeque<ReceivedMessage> taken = new ArrayDeque<>();

    @Test
    void takesUntilItIsFullAndGivesEverythingAtOnce() throws Exception {
        assertThat(queue.offer(upTo(1), 0)).isTrue();
        assertThat(queue.offer(upTo(2), 0)).isTrue();
        assertThat(queue.offer(upTo(3), 0)).as("full").isFalse();
        assertThat(queue.drainTo(taken, 0)).isTrue();
        assertThat(taken).containsExactly(upTo(1), upTo(2));
        assertThat(queue.offer(upTo(3), 0)).isTrue();
    }

    @Test
    void severalAreTakenTogetherOrNotAtAll() throws Exception {
        assertThat(queue.offer(List.of(upTo(1), upTo(2), upTo(3)), 0)).isTrue();
        assertThat(queue.offer(List.of(upTo(4), upTo(5)), 0)).as("full").isFalse();
        assertThat(queue.drainTo(taken, 0)).isTrue();
        assertThat(taken).containsExactly(upTo(1), upTo(2), upTo(3));
        assertThat(queue.offer(List.of(upTo(4), upTo(5)), 0)).isTrue();
    }

    @Test
    void waitsForRoomAndForItems() throws Exception {
        queue.offer(upTo(1), 0);
        queue.offer(upTo(2), 0);
        var waiting = CompletableFuture.supplyAsync(() -> offer(upTo(3)));
        assertThat(queue.drainTo(taken, 10_000)).isTrue();
        assertThat(waiting.get()).isTrue();
        assertThat(queue.drainTo(taken, 10_000)).isTrue();
        assertThat(taken).hasSize(3);
        assertThat(queue.drainTo(taken, 1)).isFalse();
    }

    @Test
    void failureComesAfterWhatWasReceivedBefore() throws Exception {
        queue.offer(upTo(1), 0);
        queue.fail(new IllegalStateException("first"));
        queue.fail(new IllegalStateException("second"));
        assertThat(queue.drainTo(taken, 0)).isTrue();
        assertThatThrownBy(() -> queue.drainTo(taken, 0)).hasMessage("first");
    }

    private boolean offer(ReceivedMessage item) {
        try {
            return queue.offer(item, 10_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReceivedMessage upTo(long position) {
        return new ReceivedMessage.UpTo(new Lsn(position));
    }
}
