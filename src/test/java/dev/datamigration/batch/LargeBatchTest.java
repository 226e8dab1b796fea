package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.batch.rule.BatchContext;
import dev.datamigration.batch.rule.BatchEntry;
import dev.datamigration.batch.rule.BatchSchedule;
import dev.datamigration.batch.rule.BatchStatuses;
import dev.datamigration.batch.rule.CompletionRules;
import dev.datamigration.batch.rule.EntryProgress;
import dev.datamigration.batch.rule.Ledger;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten thousand tasks in one batch operation: what one look at all of them costs. */
class LargeBatchTest {
    private static final int COUNT = 10_000;
    private static final MigrationTask[] TASKS = IntStream.range(0, COUNT)
            .mapToObj(i -> Tasks.edited(
                    "migration-of-a-rather-long-name-" + i,
                    "desiredState: Stopped",
                    "state: " + (i % 10 == 0 ? "NotStarted" : "Running") + ", phase: IncrementalSync, incremental:"
                            + " {checkpointTimestamp: \"2026-01-01T00:00:00Z\"}"))
            .toArray(MigrationTask[]::new);

    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What the first look records, and what every later one decides and writes where something moved. */
    @Test
    void costsLittleTimeAndMemory() {
        var observed = Tasks.observed("operation: Stop, selector: {}, parallelism: 10000", Tasks.NOW, TASKS);
        var entries = SelectionStep.of(observed);
        assertThat(BatchSchedule.count(entries, EntryProgress.Unsupported)).isEqualTo(COUNT / 10);
        look(observed, entries); // so that not the compiler is measured
        var bytes = memory.getCurrentThreadAllocatedBytes();
        var begun = System.nanoTime();
        var status = look(observed, entries);
        var millis = (System.nanoTime() - begun) / 1_000_000;
        var megabytes = (memory.getCurrentThreadAllocatedBytes() - bytes) >> 20;
        var size = Serialization.asJson(status).length();
        System.out.printf("one look at %,d tasks: %d ms, %d MB; status of %,d bytes%n", COUNT, millis, megabytes, size);
        assertThat(size).isLessThan(1 << 20);
        assertThat(megabytes).isLessThan(100);
        assertThat(millis).isLessThan(5_000); // seen: 60 to 200; far off where it grows with the square
    }

    private static BatchOperationStatus look(BatchContext observed, List<BatchEntry> before) {
        var begun = BatchSchedule.begin(observed, ObserveStep.look(observed, before), entry -> true);
        var status = BatchStatuses.of(
                observed,
                begun,
                "2026-01-01T00:00:00Z",
                CompletionRules.of(observed, begun).orElse(null));
        assertThat(Ledger.entries(status)).hasSize(COUNT);
        return status;
    }
}
