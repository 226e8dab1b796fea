package dev.datamigration.transfer.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.RetainedLogStatus;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogGrowthTest {
    private final LogGrowth growth = new LogGrowth();

    @Test
    void tellsTheRateOnceItIsKnownAndHowLongThatLasts() {
        assertThat(after(0, 1_000).bytesPerSecond()).isNull();
        var found = after(10, 3_000);
        assertThat(found.bytesPerSecond()).isEqualTo(200);
        assertThat(found.secondsLeft()).isEqualTo(35);
    }

    /** The API server refuses a whole status for a rate below 0. */
    @Test
    void whatShrinksDoesNotGrow() {
        after(0, 9_000);
        var found = after(20, 1_000);
        assertThat(found.bytesPerSecond()).isZero();
        assertThat(found.secondsLeft()).isNull();
    }

    private RetainedLogStatus after(long seconds, long bytes) {
        return growth.after(TimeUnit.SECONDS.toNanos(seconds), bytes, OptionalLong.of(10_000));
    }
}
