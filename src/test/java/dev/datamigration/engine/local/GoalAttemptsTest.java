package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GoalAttemptsTest {
    private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

    private static final Duration SHORT = Duration.ofSeconds(1);

    private Duration passed = Duration.ZERO;
    private double random = 1;
    private final GoalAttempts attempts = new GoalAttempts(new WorkerClock() {
        @Override
        public Instant instant() {
            return START.plus(passed);
        }

        @Override
        public long nanos() {
            return passed.toNanos();
        }

        @Override
        public double chance() {
            return random;
        }

        @Override
        public void await(Object monitor, long millis) {
            passed = passed.plusMillis(millis);
        }
    });

    @Test
    void countsFailuresInARow() {
        assertThat(attempts.failed("a").attempt()).isEqualTo(1);
        passed = Duration.ofSeconds(10);
        assertThat(attempts.failed("a").attempt()).isEqualTo(2);
        var third = attempts.failed("a");
        assertThat(third.attempt()).isEqualTo(3);
        assertThat(third.since()).isEqualTo("2026-11-29T10:00:00Z");
        assertThat(third.next()).isEqualTo("2026-11-29T10:00:12Z");
    }

    @Test
    void completedWorkStartsTheCountAnew() {
        attempts.failed("a");
        attempts.failed("a");
        passed = Duration.ofMinutes(1);
        var anew = attempts.failed("b");
        assertThat(anew.attempt()).isEqualTo(1);
        assertThat(anew.since()).isEqualTo("2026-11-29T10:01:00Z");
    }

    @Test
    void pausesGrowUpToThirtySecondsAndVary() {
        attempts.failed("a");
        assertThat(attempts.pauseMillis()).isEqualTo(500);
        attempts.failed("a");
        assertThat(attempts.pauseMillis()).isEqualTo(1000);
        for (var i = 0; i < 100; i++) {
            attempts.failed("a");
        }
        assertThat(attempts.pauseMillis()).isEqualTo(30_000);
        random = 0;
        attempts.failed("a");
        assertThat(attempts.pauseMillis()).isEqualTo(15_000);
    }

    @Test
    void anAbsenceOfHoursIsWaitedOut() {
        while (passed.compareTo(Duration.ofHours(6)) < 0) {
            attempts.failed("a");
            assertThat(attempts.isOver(EngineSettings.DEFAULT))
                    .as("after %s", passed)
                    .isFalse();
            passed = passed.plusMillis(attempts.pauseMillis());
        }
        attempts.failed("a");
        assertThat(attempts.isOver(EngineSettings.DEFAULT)).isTrue();
    }

    @Test
    void attemptsThatTakeLongAreTriedOftenEnough() {
        var settings = new EngineSettings(3, null, null, null, 60, null);
        for (var attempt = 1; attempt <= 3; attempt++) {
            attempts.failed("a");
            passed = passed.plusMinutes(10);
            assertThat(attempts.isOver(settings)).isFalse();
        }
        attempts.failed("a");
        assertThat(attempts.isOver(settings)).isTrue();
    }

    @Test
    void withoutRetriesTheFirstFailureIsTheLast() {
        attempts.failed("a");
        assertThat(attempts.isOver(new EngineSettings(0, null, null, null))).isTrue();
    }

    @Test
    void aRefusedLoginPassesUntilTheSecretWasReadAgain() {
        assertThat(passes(0, SHORT)).isTrue();
        assertThat(passes(0, SHORT)).isTrue();
        assertThat(passes(1, SHORT)).as("read before the second").isTrue();
        assertThat(passes(3, SHORT)).isFalse();
    }

    @Test
    void theNextRotationOfAPasswordHasItsOwnReading() {
        passes(0, SHORT);
        assertThat(passes(1, Duration.ofDays(7))).isTrue();
        assertThat(passes(2, SHORT)).isFalse();
    }

    private boolean passes(long readAfter, Duration attempt) {
        var goal = new Goal(
                new TaskId("shop", "move", "uid"), 1, new Wanted.Run(Phase.FullMigration), null, readAfter, 0, null);
        attempts.begin();
        passed = passed.plus(attempt);
        return attempts.passes(goal, new Failure(FailureCode.LoginRefused, null, "refused", "set it"));
    }
}
