package dev.datamigration.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.kubectl.argument.ExitCode;
import org.junit.jupiter.api.Test;

class PlanCommandTest {
    private final PlayedTerminal person = new PlayedTerminal("");
    private final PlayedCluster cluster = new PlayedCluster();

    @Test
    void whatThePrecheckFoundFollowsThePhases() {
        cluster.answering("get migrationtasks", """
                {"metadata": {"name": "shop"}, "spec": {"migrationTypes": ["Schema", "Full"]},
                 "status": {"phase": "Precheck", "phaseComplete": true, "precheck": {"items": [], "plan": {
                   "tables": 12, "estimatedRows": 3400000, "bytes": 1234567890, "furtherTables": 11,
                   "largest": [{"name": "public.orders", "target": "sales.orders", "estimatedRows": 2000000, "bytes": 999}],
                   "objects": [{"stage": "BeforeLoad", "kind": "Schema", "count": 1}, {"stage": "BeforeLoad", "kind": "Table", "count": 12},
                               {"stage": "AfterLoad", "kind": "Index", "count": 20}],
                   "notCarried": ["Subscription s"], "notCarriedCount": 1}}}}
                """);
        assertThat(cluster.command(person, "plan", "shop")).isEqualTo(ExitCode.Done);
        assertThat(person.out()).contains("1  Precheck              done ").endsWith("""

                12 tables with about 3,400,000 rows, 1.2 GB
                  public.orders to sales.orders: about 2,000,000 rows, 999 B
                  … and 11 smaller ones
                made before the load: 1 Schema, 12 Table
                made after the load: 20 Index
                not carried: 1 (Subscription s)
                """);
    }

    @Test
    void beforeAPrecheckItSaysHowToGetOne() {
        cluster.answering("get migrationtasks", "{\"metadata\": {\"name\": \"shop\"}, \"spec\": {}}");
        assertThat(cluster.command(person, "plan", "shop")).isEqualTo(ExitCode.Done);
        assertThat(person.out()).contains("start it with spec.precheck.hold true");
    }

    @Test
    void aManifestIsHeldAgainstTheTask() {
        cluster.answering("apply --dry-run=server --filename=new.yaml", """
                        {"metadata": {"name": "shop"}, "spec": {"limits": {"rowsPerSecond": 500},
                         "fullMigration": {"parallelism": 8}, "source": {"host": "other"}}}
                        """)
                .answering("get migrationtasks.datamigration.dev shop", """
                        {"metadata": {"name": "shop"}, "spec": {"limits": {"rowsPerSecond": 0},
                         "fullMigration": {"parallelism": 4}, "source": {"host": "old"}}}
                        """);
        assertThat(cluster.command(person, "plan", "-f", "new.yaml")).isEqualTo(ExitCode.Done);
        assertThat(person.out()).isEqualTo("""
                spec.source.host: "old" becomes "other"
                  A change is refused once the precheck has passed.
                spec.fullMigration.parallelism: 4 becomes 8
                  A change is taken at the next start.
                spec.limits.rowsPerSecond: 0 becomes 500
                  A change is live.
                """);
    }

    @Test
    void aManifestThatChangesNothingIsSaidTo() {
        var task = "{\"metadata\": {\"name\": \"shop\"}, \"spec\": {}}";
        cluster.answering("apply", task).answering("get", task);
        cluster.command(person, "plan", "-f", "same.yaml");
        assertThat(person.out()).isEqualTo("nothing of the spec of shop would change\n");
    }

    @Test
    void whatTheServerRefusesEndsInAnError() {
        cluster.refusing("apply");
        assertThat(cluster.command(person, "plan", "-f", "new.yaml")).isEqualTo(ExitCode.Error);
        assertThat(cluster.command(person, "plan", "shop", "-f", "new.yaml")).isEqualTo(ExitCode.Misused);
    }
}
