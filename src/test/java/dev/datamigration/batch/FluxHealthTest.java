package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.datamigration.api.batch.BatchOperationStatus;
import dev.datamigration.batch.rule.BatchStatuses;
import dev.datamigration.batch.rule.CompletionRules;
import dev.datamigration.batch.rule.EntryProgress;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Flux is told of a batch operation's conditions, for statuses that the rules themselves have written. */
class FluxHealthTest {
    private static final Cel CEL = CelFactory.standardCelBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("status", SimpleType.DYN)
            .build();

    @Test
    void whatHasNotEndedIsInProgress() throws Exception {
        assertThat(verdict("operation: Stop", EntryProgress.InProgress)).containsExactly("inProgress");
        assertThat(verdict("operation: Stop, suspend: true", EntryProgress.Pending))
                .containsExactly("inProgress");
    }

    @Test
    void whatHasEndedIsCurrentOrFailed() throws Exception {
        assertThat(verdict("operation: Stop", EntryProgress.Succeeded)).containsExactly("current");
        assertThat(verdict("operation: Stop", EntryProgress.Failed)).containsExactly("failed");
    }

    private static List<String> verdict(String spec, EntryProgress progress) throws Exception {
        var observed = Tasks.observed(spec, Tasks.NOW);
        var entries = List.of(Tasks.entry("t", 0, progress));
        var status = BatchStatuses.of(
                observed,
                entries,
                Tasks.NOW.toString(),
                CompletionRules.of(observed, entries).orElse(null));
        var expressions = expressions();
        assertThat(expressions.get("kind").asText()).isEqualTo("BatchOperation");
        return List.of("current", "failed", "inProgress").stream()
                .filter(name -> holds(expressions.get(name).asText(), status))
                .toList();
    }

    private static JsonNode expressions() throws Exception {
        var file = CrdFiles.projectDirectory().resolve("examples/flux/kustomization.yaml");
        return Serialization.yamlMapper()
                .readTree(Files.readString(file))
                .get("spec")
                .get("healthCheckExprs")
                .get(0);
    }

    private static boolean holds(String expression, BatchOperationStatus status) {
        try {
            var fields = Serialization.unmarshal(Serialization.asJson(status), Map.class);
            return (Boolean) CEL.createProgram(CEL.compile(expression).getAst()).eval(Map.of("status", fields));
        } catch (Exception e) {
            throw new IllegalStateException(expression, e);
        }
    }
}
