package dev.datamigration.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Limits;
import dev.datamigration.database.RunScope;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final RunScope scope = new RunScope("task", 1);

    @Test
    void withoutLimitsNothingWaits() {
        var limiter = new RateLimiter(Limits.DEFAULT);
        var began = System.nanoTime();
        limiter.acquire(scope, 1_000_000_000L, 1_000_000_000_000L);
        assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);
    }

    @Test
    void rowsAreHeldToTheirRate() {
        var limiter = new RateLimiter(new Limits(1000L, null, null));
        var began = System.nanoTime();
        for (var i = 0; i < 10; i++) {
            limiter.acquire(scope, 50, 0);
        }
        assertThat((System.nanoTime() - began) / 1_000_000).isBetween(250L, 1500L);
    }

    @Test
    void bytesAreHeldToTheirRate() {
        var limiter = new RateLimiter(new Limits(null, 1_000_000L, null));
        var began = System.nanoTime();
        for (var i = 0; i < 10; i++) {
            limiter.acquire(scope, 1, 50_000);
        }
        assertThat((System.nanoTime() - began) / 1_000_000).isBetween(250L, 1500L);
    }

    @Test
    void aLiftedLimitFreesWhoeverWaits() throws Exception {
        var limiter = new RateLimiter(new Limits(1L, null, null));
        var waiting = new Thread(() -> limiter.acquire(scope, 1000, 0));
        waiting.start();
        limiter.update(Limits.DEFAULT);
        waiting.join(5000);
        assertThat(waiting.isAlive()).isFalse();
    }
}
