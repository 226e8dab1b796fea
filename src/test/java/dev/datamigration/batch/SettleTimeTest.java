package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.batch.BatchOperation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch operation waits until others of the same second are known; a dry run touches nothing and does not wait. */
class SettleTimeTest {
    private static final Duration SETTLE = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource({"false, 0, 2000, 0", "false, 1900, 100, 0", "false, 2000, 1, 1", "true, 0, 1, 1"})
    void itBeginsOnceItHasTheAge(boolean dryRun, long ageMillis, long againMillis, int writes) {
        var batch = Tasks.batch("operation: Stop, selector: {}, dryRun: " + dryRun);
        batch.setStatus(null);
        var written = new AtomicInteger();
        var again = control(Tasks.NOW.plusMillis(ageMillis)).pass(batch, around(batch, written));
        assertThat(again).contains(Duration.ofMillis(againMillis));
        assertThat(written).hasValue(writes);
    }

    private static BatchControl control(Instant now) {
        return new BatchControl(null, null, new FastBatches(SETTLE, SETTLE), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static BatchControl.Surroundings around(BatchOperation batch, AtomicInteger written) {
        return new BatchControl.Surroundings(
                Map.of(), Map::of, List.of(batch), () -> Optional.of(batch), (changed, status) -> {
                    written.incrementAndGet();
                    return Optional.empty();
                });
    }
}
