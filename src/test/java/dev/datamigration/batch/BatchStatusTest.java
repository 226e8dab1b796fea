package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchStatusTest {

    @Test
    void tenThousandTasksFitInOneObjectWithFailuresFirst() {
        var entries = new ArrayList<BatchEntry>();
        for (var i = 0; i < 10_000; i++) {
            var progress = i % 20 == 0
                    ? EntryProgress.Failed
                    : i % 7 == 0 ? EntryProgress.Unsupported : EntryProgress.Succeeded;
            entries.add(Tasks.entry("migration-of-a-rather-long-name-" + i * 31, i / 50, progress)
                    .to(
                            progress,
                            ResultReason.StateNotSupported,
                            ("the task " + i + " is in no state for it ").repeat(10)));
        }
        var status =
                BatchStatuses.of(Tasks.observed("operation: Stop", Tasks.NOW), entries, Tasks.NOW.toString(), null);
        assertThat(Serialization.asJson(status).length()).isLessThan(1_000_000);
        assertThat(status.tasks()).hasSize(BatchStatuses.SHOWN);
        assertThat(status.tasks().subList(0, 500))
                .allMatch(task -> task.result().equals("Failed"));
        assertThat(status.counts().selected()).isEqualTo(10_000);
        assertThat(status.counts().failed()).isEqualTo(500);
        assertThat(CompressedLedger.read(status.ledger())).isEqualTo(entries);
    }

    @Test
    void conditionsAreThoseOfAJob() {
        var running = Tasks.observed("operation: Stop", Tasks.NOW);
        assertThat(BatchStatuses.of(running, List.of(), "", null).conditions()).isEmpty();
        var suspended = Tasks.observed("operation: Stop, suspend: true", Tasks.NOW);
        assertThat(BatchStatuses.of(suspended, List.of(), "", null).conditions())
                .extracting("type")
                .containsExactly("Suspended");
        var failed = List.of(Tasks.entry("a", 0, EntryProgress.Failed));
        var end = CompletionRules.of(running, failed).orElseThrow();
        var status = BatchStatuses.of(running, failed, "", end);
        assertThat(status.conditions())
                .extracting("type", "status")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Failed", "True"));
        assertThat(status.ledger()).isNull();
        assertThat(status.completedAt()).isEqualTo("2026-01-01T00:00:00Z");
    }
}
