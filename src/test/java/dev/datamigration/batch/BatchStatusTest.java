package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.batch.rule.BatchStatuses;
import dev.datamigration.batch.rule.CompletionRules;
import dev.datamigration.batch.rule.EntryProgress;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchStatusTest {

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
        assertThat(status.completedAt()).isEqualTo("2026-01-01T00:00:00Z");
    }
}
