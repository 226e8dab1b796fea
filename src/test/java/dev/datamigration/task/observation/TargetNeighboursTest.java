package dev.datamigration.task.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.testing.DetailsOf;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tasks of the cluster a precheck warns of. */
class TargetNeighboursTest {
    private final TargetNeighbours neighbours = new TargetNeighbours();

    @Test
    void whoMayWriteTheSameTablesIsNamed() {
        neighbours.remember(task("own", "db.example.com", "{include: [\"public.*\"]}", "Running"));
        assertThat(neighbours.of("own")).isEmpty();

        neighbours.remember(task("same", "DB.example.com", "{include: [\"public.orders\"]}", "Failed"));
        neighbours.remember(
                task("moved-in", "db.example.com", "{include: [\"old.*\"], renameSchemas: {old: public}}", "Running"));
        neighbours.remember(task("elsewhere", "other.example.com", "{include: [\"public.*\"]}", "Running"));
        neighbours.remember(task(
                "moved-out",
                "db.example.com",
                "{include: [\"public.a\"], renameTables: {public.a: sales.a}}",
                "Running"));
        neighbours.remember(task("not-begun", "db.example.com", "{include: [\"public.*\"]}", "NotStarted"));
        neighbours.remember(task("ended", "db.example.com", "{include: [\"public.*\"]}", "Ended"));
        var item = neighbours.of("own").orElseThrow();
        assertThat(item.status()).isEqualTo(PrecheckItemStatus.Warning);
        assertThat(item.message())
                .isEqualTo("Other tasks move tables to the same database, and may mean the same ones:"
                        + " shop/moved-in (Running), shop/same (Failed).");
        assertThat(item.remedy()).contains("TargetTableTaken").contains("spec.objects.renameTables");

        neighbours.remember(task("same", "db.example.com", "{include: [\"public.orders\"]}", "Ended"));
        neighbours.forget("moved-in");
        assertThat(neighbours.of("own")).isEmpty();
    }

    /** A spec can name any database, and proves no right to it. */
    @Test
    void nothingIsToldOfOtherNamespaces() {
        neighbours.remember(task("theirs", "db.example.com", "{include: [\"public.*\"]}", "Running"));
        neighbours.remember(task("tenant", "own", "db.example.com", "{include: [\"*\"]}", "Running"));
        assertThat(neighbours.of("own")).isEmpty();
    }

    @Test
    void theWarningStandsBehindWhatFailed() {
        var failed = new PrecheckItem("A", Side.Target, PrecheckItemStatus.Failed, "m", "r", false);
        var passed = new PrecheckItem("B", Side.Target, PrecheckItemStatus.Passed, "m", null, false);
        var found = DetailsOf.parts(new PrecheckStatus("t", List.of(failed, passed)), null, null, null, null);
        var warning = new PrecheckItem("C", Side.Target, PrecheckItemStatus.Warning, "m", "r", false);
        assertThat(found.withPrecheckItem(warning).precheck().items()).containsExactly(failed, warning, passed);
    }

    private static MigrationTask task(String name, String host, String objects, String state) {
        return task("shop", name, host, objects, state);
    }

    private static MigrationTask task(String namespace, String name, String host, String objects, String state) {
        return Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: %1$s, namespace: %5$s, uid: %1$s}
                spec:
                  source: {type: PostgreSQL, host: a, database: shop, credentialsSecretRef: {name: a}}
                  target: {type: PostgreSQL, host: %2$s, database: shop, credentialsSecretRef: {name: b}}
                  objects: %3$s
                status: {state: %4$s}
                """.formatted(name, host, objects, state, namespace), MigrationTask.class);
    }
}
