package dev.datamigration.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.datamigration.api.task.Limits;
import dev.datamigration.database.RunScope;
import dev.datamigration.testing.Patience;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final RunScope scope = new RunScope("task", 1);

    @Test
    void withoutLimitsNothingWaits() {
        var limiter = new RateLimiter(Limits.DEFAULT);
        scope.cancel(); // whoever waits learns of it
        assertThatCode(() -> limiter.acquire(scope, 1_000_000_000L, 1_000_000_000_000L))
                .doesNotThrowAnyException();
    }

    @Test
    void rowsAreHeldToTheirRate() {
        var limiter = new RateLimiter(new Limits(1000L, null, null));
        var began = System.nanoTime();
        for (var i = 0; i < 10; i++) {
            limiter.acquire(scope, 50, 0);
        }
        assertThat((System.nanoTime() - began) / 1_000_000).isGreaterThan(250L);
    }

    @Test
    void bytesAreHeldToTheirRate() {
        var limiter = new RateLimiter(new Limits(null, 1_000_000L, null));
        var began = System.nanoTime();
        for (var i = 0; i < 10; i++) {
            limiter.acquire(scope, 1, 50_000);
        }
        assertThat((System.nanoTime() - began) / 1_000_000).isGreaterThan(250L);
    }

    @Test
    void whoeverWaitsLongIsRemindedOfItsSession() {
        var nanos = new AtomicLong();
        // each look at the clock is 10 s later
        var limiter = new RateLimiter(new Limits(1L, null, null), () -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(10)));
        var touched = new AtomicInteger();
        limiter.acquire(scope, 300, 0, touched::incrementAndGet);
        assertThat(touched.get()).isBetween(2, 6);
        limiter.acquire(scope, 1, 0, touched::incrementAndGet);
        assertThat(touched.get()).isLessThanOrEqualTo(6);
    }

    @Test
    void aLiftedLimitFreesWhoeverWaits() throws Exception {
        var limiter = new RateLimiter(new Limits(1L, null, null));
        var waiting = new Thread(() -> limiter.acquire(scope, 1000, 0));
        waiting.start();
        limiter.update(Limits.DEFAULT);
        waiting.join(Patience.LIMIT.toMillis());
        assertThat(waiting.isAlive()).isFalse();
    }
}
