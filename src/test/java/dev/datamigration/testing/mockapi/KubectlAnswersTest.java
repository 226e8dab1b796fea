package dev.datamigration.testing.mockapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What kubectl asks for before and besides the objects themselves. */
class KubectlAnswersTest {
    private final Discovery discovery = new Discovery(CrdFiles.read());
    private final PrinterTables tables = new PrinterTables(CrdFiles.read());

    @Test
    void groupsVersionsAndKindsAreFound() throws Exception {
        assertThat(discovery.find("/apis").orElseThrow()).contains("datamigration.dev/v1alpha1");
        assertThat(json(discovery.find("/apis/datamigration.dev/v1alpha1").orElseThrow())
                        .path("resources"))
                .extracting(resource -> resource.path("name").asText())
                .contains("migrationtasks", "batchoperations");
        assertThat(discovery.find("/api/v1").orElseThrow()).contains("secrets");
        assertThat(discovery.find("/api/v1/namespaces/default/secrets")).isEmpty();
    }

    @Test
    void fieldsAreCheckedByTheServer() throws Exception {
        var group = json(discovery.find("/openapi/v3").orElseThrow())
                .path("paths")
                .path("apis/datamigration.dev/v1alpha1")
                .path("serverRelativeURL")
                .asText();
        assertThat(json(discovery.find(group).orElseThrow())
                        .findPath("parameters")
                        .findValuesAsText("name"))
                .contains("fieldValidation");
    }

    @Test
    void aTaskIsPrintedWithItsColumns() throws Exception {
        var task = json("""
                {"kind": "MigrationTask", "metadata": {"name": "shop", "creationTimestamp": "%s"},
                 "status": {"state": "Running", "phase": "FullMigration", "progress": "42 %%"}}
                """.formatted(Instant.now().minusSeconds(600)));
        var table = tables.table(task).orElseThrow();
        assertThat(table.path("columnDefinitions"))
                .extracting(column -> column.path("name").asText())
                .containsExactly(
                        "Name",
                        "State",
                        "Phase",
                        "Progress",
                        "Latency",
                        "Awaits",
                        "Failure",
                        "Alerts",
                        "Message",
                        "Age");
        assertThat(table.at("/rows/0/cells"))
                .extracting(JsonNode::asText)
                .containsExactly("shop", "Running", "FullMigration", "42 %", "", "", "", "", "", "10m");
        assertThat(tables.table(json("{\"kind\": \"Secret\"}"))).isEmpty();
    }

    private static JsonNode json(String text) throws Exception {
        return Serialization.jsonMapper().readTree(text);
    }
}
