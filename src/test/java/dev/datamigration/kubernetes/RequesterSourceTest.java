package dev.datamigration.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.batch.BatchOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class RequesterSourceTest {
    private static final String CLAIM = "annotations: {datamigration.dev/requested-by: the-boss}";
    private static final String MANAGERS = """
            managedFields:
            - {manager: operator, operation: Update, time: "2026-01-02T00:00:00Z", subresource: status}
            - {manager: kubectl-create, operation: Update, time: "2026-01-03T00:00:00Z"}
            - {manager: kubectl-edit, operation: Update, time: "2026-01-04T00:00:00Z"}
            """;

    private static BatchOperation batch(String metadata) {
        return Serialization.unmarshal(
                "apiVersion: datamigration.dev/v1alpha1\nkind: BatchOperation\nmetadata:\n" + metadata.indent(2),
                BatchOperation.class);
    }

    /** What anybody may write of anybody is not repeated as if it were known. */
    @Test
    void aClaimIsNotBelieved() {
        assertThat(RequesterSource.Manager.of(batch(CLAIM + "\n" + MANAGERS))).isEqualTo("kubectl-create");
        assertThat(RequesterSource.Manager.of(batch(CLAIM))).isNull();
    }

    @Test
    void whereThePolicyHoldsTheAnnotationCounts() {
        assertThat(RequesterSource.Annotation.of(batch(CLAIM + "\n" + MANAGERS)))
                .isEqualTo("the-boss");
        assertThat(RequesterSource.Annotation.of(batch(MANAGERS))).isEqualTo("kubectl-create");
    }
}
