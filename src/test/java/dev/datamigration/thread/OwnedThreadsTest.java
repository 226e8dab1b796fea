package dev.datamigration.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.testing.Patience;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnedThreadsTest {
    private static final Error ERROR = new StackOverflowError("injected");

    private final BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();

    @AfterEach
    void restore() {
        OutOfMemory.calls(() -> {});
    }

    @Test
    void tellsTheOwnerOfWhateverEndsAThread() throws InterruptedException {
        OwnedThreads.start("test", OwnedThreadsTest::fail, told::add);
        assertThat(told()).isSameAs(ERROR);
    }

    @Test
    void tellsTheOwnerOfExecutedWorkAndTheFutureOfSubmitted() throws InterruptedException {
        var pool = OwnedThreads.pool("test", told::add);
        try {
            pool.execute(OwnedThreadsTest::fail);
            assertThat(told()).isSameAs(ERROR);
            var future = pool.submit(OwnedThreadsTest::fail);
            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(ERROR);
            assertThat(told).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void boundsAPoolWithoutLosingWork() throws Exception {
        var pool = OwnedThreads.pool("test", 2);
        try {
            var done = new AtomicInteger();
            for (var n = 0; n < 20; n++) {
                pool.submit(done::incrementAndGet);
            }
            pool.shutdown();
            assertThat(pool.awaitTermination(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(done).hasValue(20);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void tellsTheOwnerOfAScheduleThatEnded() throws InterruptedException {
        var schedule = OwnedThreads.scheduled("test", 1, told::add);
        try {
            schedule.scheduleWithFixedDelay(OwnedThreadsTest::fail, 0, 1, TimeUnit.MILLISECONDS);
            assertThat(told()).isSameAs(ERROR);
            schedule.execute(OwnedThreadsTest::fail);
            assertThat(told()).isSameAs(ERROR);
        } finally {
            schedule.shutdownNow();
        }
    }

    @Test
    void noticesThatMemoryRanOutWhereverItIsThrown() throws InterruptedException {
        var ended = new LinkedBlockingQueue<String>();
        OutOfMemory.calls(() -> ended.add("ended"));
        var pool = OwnedThreads.pool("test", 1);
        var executed = OwnedThreads.pool("test", error -> {});
        var schedule = OwnedThreads.scheduled("test", 1, error -> {});
        try {
            for (var thrower : List.<Consumer<Runnable>>of(
                    pool::submit,
                    executed::execute,
                    work -> schedule.schedule(work, 0, TimeUnit.SECONDS),
                    work -> OwnedThreads.submit("test", work),
                    work -> OwnedThreads.start("test", work, error -> {}))) {
                thrower.accept(() -> {
                    throw new IllegalStateException("in a library", new OutOfMemoryError("injected"));
                });
                assertThat(ended.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo("ended");
            }
            OwnedThreads.start("test", OwnedThreadsTest::fail, told::add);
            assertThat(told()).isSameAs(ERROR);
            assertThat(ended).isEmpty();
        } finally {
            pool.shutdownNow();
            executed.shutdownNow();
            schedule.shutdownNow();
        }
    }

    private Throwable told() throws InterruptedException {
        return told.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static void fail() {
        throw ERROR;
    }
}
