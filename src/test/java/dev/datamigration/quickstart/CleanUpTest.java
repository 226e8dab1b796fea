package dev.datamigration.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.testing.Patience;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CleanUpTest {
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final CleanUp cleanUp = new CleanUp();

    @Test
    void closesLastFirstAndOnceWhateverFails() {
        cleanUp.open(() -> () -> closed.add("server"));
        cleanUp.open(() -> () -> {
            throw new IllegalStateException("shutdown in progress");
        });
        cleanUp.open(() -> () -> closed.add("operator"));
        cleanUp.close();
        cleanUp.close();
        assertThat(closed).containsExactly("operator", "server");
    }

    @Test
    void nothingIsOpenedOnceItHasBegun() {
        cleanUp.close();
        assertThat(cleanUp.hasBegun()).isTrue();
        assertThatThrownBy(() -> cleanUp.open(() -> () -> closed.add("late")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(closed).isEmpty();
    }

    /** A SIGTERM while a server starts: it would go on without anybody to end it. */
    @Test
    void whatIsBeingOpenedIsWaitedFor() throws Exception {
        var opening = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var opened = CompletableFuture.runAsync(() -> cleanUp.open(() -> {
            opening.countDown();
            pass(go);
            return () -> closed.add("server");
        }));
        pass(opening);
        var closing = new Thread(cleanUp::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.BLOCKED);
        go.countDown();
        closing.join(Patience.LIMIT.toMillis());
        opened.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(closed).containsExactly("server");
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
