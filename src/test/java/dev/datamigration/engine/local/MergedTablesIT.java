package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables of several tasks that become one. */
class MergedTablesIT {
    private static final String TABLE =
            "CREATE TABLE orders (tenant int, id int, v text, key text, PRIMARY KEY (tenant, id))";

    private final LocalEngine engine = new LocalEngine();
    private final TestDatabase target = PostgresServers.target().createDatabase("merged");

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void eachTaskMovesRemovesAndComparesRowsOfItsOwnAlone() {
        var first = source(1, 2);
        var second = source(3, 2);
        var one = driver(first, "tenant = 1");
        var other = driver(second, "tenant = 3");
        one.performUpTo(Phase.IncrementalSync);
        assertThat(other.perform(Phase.Precheck).details().precheck().items())
                .noneMatch(item -> item.status() == PrecheckItemStatus.Failed);
        other.performUpTo(Phase.IncrementalSync);
        assertThat(target.count("orders")).isEqualTo(2000);
        // tenant 2 is on both sources, and nobody's on the target; what is done to another's key stays with the source
        first.execute(
                "UPDATE orders SET v = 'x' WHERE id <= 10",
                "INSERT INTO orders SELECT 3, i, 'not meant', '' FROM generate_series(1, 200) i",
                "UPDATE orders SET v = 'y' WHERE tenant = 3",
                "DELETE FROM orders WHERE tenant = 3 AND id <= 100",
                "UPDATE orders SET tenant = 2, id = id + 5000 WHERE tenant = 3",
                "UPDATE orders SET tenant = 3 WHERE tenant = 1 AND id BETWEEN 20 AND 30",
                "UPDATE orders SET tenant = 1, id = id + 7000 WHERE tenant = 2 AND id BETWEEN 20 AND 30");
        second.execute("UPDATE orders SET v = 'z' WHERE id <= 10", "DELETE FROM orders WHERE id > 990");
        equal(one, 1, 11);
        equal(other, 3, 10);
        second.execute("TRUNCATE orders", "INSERT INTO orders VALUES (3, 1, 'after', ''), (2, 1, 'not meant', '')");
        await().until(() -> target.count("orders WHERE tenant = 3") == 1);
        assertThat(target.count("orders WHERE tenant = 1")).isEqualTo(first.count("orders WHERE tenant = 1"));
        assertThat(target.query("SELECT t::text FROM orders t WHERE tenant = 1 ORDER BY 1"))
                .isEqualTo(first.query("SELECT t::text FROM orders t WHERE tenant = 1 ORDER BY 1"));
    }

    private void equal(EngineDriver driver, int tenant, int number) {
        var verified = driver.perform(Phase.FullVerification).details().verification();
        assertThat(verified.consistent()).as("tenant %d", tenant).isTrue();
        target.execute("INSERT INTO orders VALUES (" + tenant + ", -1, 'odd', '')");
        driver.plan(PlanCopy.of(driver.plan())
                .fullVerification(new FullVerificationSettings(false, 2, 5_000, 1_000, (long) number))
                .plan());
        driver.pursue(new Wanted.Run(Phase.FullVerification));
        var found = driver.awaitReport(report -> report.details().verification().runNonce() == number
                        && report.details().verification().percent() == 100)
                .details()
                .verification();
        assertThat(List.of(found.mismatchedRows(), found.sourceOnlyRows(), found.targetOnlyRows()))
                .containsExactly(0L, 0L, 1L);
        target.execute("DELETE FROM orders WHERE id = -1");
    }

    @Test
    void conditionsThatMayMeanTheSameRowsAreRefused() {
        var one = driver(source(1, 2), "tenant = 1");
        var other = driver(source(3, 2), "id < 10");
        target.execute(TABLE);
        assertThat(one.perform(Phase.Precheck).details().precheck().items())
                .noneMatch(item -> item.status() == PrecheckItemStatus.Failed);
        assertThat(other.perform(Phase.Precheck).details().precheck().items())
                .noneMatch(item -> item.status() == PrecheckItemStatus.Failed);
        one.performUpTo(Phase.FullMigration);
        other.pursue(new Wanted.Run(Phase.SchemaMigration));
        var failure = other.awaitFailure().failure();
        assertThat(failure.code()).isEqualTo(FailureCode.TargetTableTaken);
        assertThat(failure.message()).contains("tenant = 1").contains("id < 10");
        assertThat(target.count("orders")).isEqualTo(1000);
        var late = driver(source(1, 3), "id < 10 AND tenant = 3");
        target.execute("INSERT INTO orders VALUES (3, 3, 'somebody', '')");
        assertThat(item(late).message()).contains("has rows that the condition of public.orders means");
        var same = driver(source(1, 3), "v = 'a'");
        assertThat(same.perform(Phase.Precheck).details().precheck().items())
                .anyMatch(item -> item.message().contains("reads more than its key (tenant, id)"));
    }

    private static PrecheckItem item(EngineDriver driver) {
        return driver.perform(Phase.Precheck).details().precheck().items().stream()
                .filter(item -> item.name().equals("TargetNotEmpty") && item.side() == Side.Target)
                .findFirst()
                .orElseThrow();
    }

    private static TestDatabase source(int... tenants) {
        var source = PostgresServers.source().createDatabase("shard");
        source.execute(TABLE);
        for (var tenant : tenants) {
            source.execute(
                    "INSERT INTO orders SELECT " + tenant + ", i, 'v' || i, 'k' FROM generate_series(1, 1000) i");
        }
        return source;
    }

    private EngineDriver driver(TestDatabase source, String condition) {
        return new EngineDriver(
                engine,
                PlanCopy.of(EngineDriver.plan(source, target))
                        .objects(new ObjectSelection(
                                List.of("public.*"),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Map.of("public.orders", condition),
                                null,
                                List.of("public.orders")))
                        .plan());
    }
}
