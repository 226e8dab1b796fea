package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.api.batch.BatchTaskResult;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.kubernetes.EventSender;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A cache that lags behind the API server takes no task out of a batch operation, and none for what it was. */
class CacheFreshnessTest {
    private final Map<String, MigrationTask> cached = new HashMap<>();
    private final Map<String, String> listed = new HashMap<>();
    private final CacheFreshness freshness = new CacheFreshness();

    @Test
    void aTaskThatTheCacheDoesNotKnowYetIsWaitedFor() {
        cache("crm", "1");
        listed.putAll(Map.of("crm", "1", "shop", "2"));
        assertThat(holdsAll()).isFalse();
        cache("shop", "2");
        assertThat(holdsAll()).isTrue();
    }

    @Test
    void aTaskOfAnOlderVersionIsWaitedFor() {
        cache("crm", "9");
        listed.put("crm", "10");
        assertThat(holdsAll()).isFalse();
        cache("crm", "11");
        assertThat(holdsAll()).isTrue();
    }

    @Test
    void whatChangesLaterIsNotWaitedFor() {
        cache("crm", "1");
        listed.put("crm", "2");
        assertThat(holdsAll()).isFalse();
        cache("crm", "2");
        listed.put("crm", "3");
        listed.put("shop", "4");
        assertThat(holdsAll()).as("as it was at the first look").isTrue();
    }

    @Test
    void aTaskThatWasDeletedMeanwhileIsNotWaitedFor() {
        listed.put("crm", "1");
        assertThat(holdsAll()).isFalse();
        listed.clear();
        assertThat(holdsAll()).isTrue();
    }

    @Test
    void nothingIsRecordedBefore() {
        var statuses = new java.util.ArrayList<BatchOperationStatus>();
        try (KubernetesClient client = ApiServer.mock().newClient()) {
            var control = new BatchControl(
                    client,
                    new EventSender(client, "test"),
                    new FastBatches(),
                    Clock.fixed(Tasks.NOW.plusSeconds(60), ZoneOffset.UTC));
            var batch = Tasks.batch("operation: Start, selector: {}, dryRun: true");
            batch.setStatus(null);
            cache("crm", "1");
            listed.putAll(Map.of("crm", "1", "shop", "1"));
            assertThat(control.pass(batch, around(batch, statuses))).contains(Duration.ofMillis(50));
            assertThat(statuses).isEmpty();
            cache("shop", "1");
            control.pass(batch, around(batch, statuses));
        }
        assertThat(statuses).hasSize(1);
        assertThat(statuses.get(0).tasks()).extracting(BatchTaskResult::name).containsExactly("crm", "shop");
    }

    private BatchControl.Surroundings around(BatchOperation batch, List<BatchOperationStatus> statuses) {
        return new BatchControl.Surroundings(
                Map.copyOf(cached), () -> listed, List.of(batch), () -> Optional.of(batch), (of, status) -> {
                    statuses.add(status);
                    return Optional.of(of);
                });
    }

    private boolean holdsAll() {
        return freshness.holdsAll("batch", () -> listed, cached);
    }

    private void cache(String name, String version) {
        var task = Tasks.task(name, "", "state: NotStarted");
        task.getMetadata().setResourceVersion(version);
        cached.put(name, task);
    }
}
