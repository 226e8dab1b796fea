package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables of which only some rows are migrated. */
class RowsInPartIT {
    private static final Map<String, String> CONDITIONS = Map.of(
            "public.customer", "region = 'eu' AND n % 2 = 0",
            "public.visit", "region IN ('eu', 'us')",
            "public.parted", "id % 3 = 1",
            "public.wide", "tenant = 7");

    private final LocalEngine engine = new LocalEngine();
    private final TestDatabase source = PostgresServers.source().createDatabase("rows_source");
    private final TestDatabase target = PostgresServers.target().createDatabase("rows_target");

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    void rowsAreLoadedAppliedAndVerifiedByTheirCondition() {
        source.execute(
                "CREATE TYPE region AS ENUM ('eu', 'us', 'asia')",
                "CREATE TABLE customer (n int, region region, note text, id int PRIMARY KEY, big text)",
                "ALTER TABLE customer REPLICA IDENTITY FULL",
                "ALTER TABLE customer ALTER COLUMN big SET STORAGE EXTERNAL",
                "CREATE TABLE visit (region text, at int, number int)",
                "ALTER TABLE visit REPLICA IDENTITY FULL",
                "CREATE TABLE parted (id int, v int, PRIMARY KEY (id)) PARTITION BY RANGE (id)",
                "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (1000)",
                "CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (1000) TO (100000)",
                "CREATE TABLE wide (tenant int, id int, v text, PRIMARY KEY (tenant, id))",
                "CREATE TABLE whole (id int PRIMARY KEY)",
                "INSERT INTO customer SELECT i, (ARRAY['eu','us','asia'])[1 + i % 3]::region, 'note ' || i, i, repeat('x', 3000)"
                        + " FROM generate_series(1, 3000) i",
                "INSERT INTO visit SELECT (ARRAY['eu','us','asia'])[1 + i % 3], i / 10, i FROM generate_series(1, 300) i",
                "INSERT INTO visit SELECT region, at, number FROM visit WHERE at % 2 = 0",
                "INSERT INTO parted SELECT i, i FROM generate_series(1, 3000) i",
                "INSERT INTO wide SELECT i % 10, i, 'v' || i FROM generate_series(1, 1000) i",
                "INSERT INTO whole SELECT generate_series(1, 10)");
        var driver = driver(CONDITIONS);
        var precheck = driver.perform(Phase.Precheck).details().precheck();
        assertThat(precheck.items()).noneMatch(item -> item.status() == PrecheckItemStatus.Failed);
        driver.performUpTo(Phase.IncrementalSync);
        assertSame();
        source.execute(
                "UPDATE customer SET region = 'us' WHERE id BETWEEN 1 AND 400",
                "UPDATE customer SET region = 'eu', note = 'moved' WHERE id BETWEEN 300 AND 700",
                "UPDATE customer SET note = 'touched' WHERE id BETWEEN 600 AND 900",
                "UPDATE customer SET id = id + 10000 WHERE id BETWEEN 800 AND 820",
                "UPDATE customer SET id = id + 10000, n = n + 1 WHERE id BETWEEN 821 AND 840",
                "DELETE FROM customer WHERE id BETWEEN 1000 AND 1100",
                "INSERT INTO customer SELECT i, 'eu', 'new', i, 'small' FROM generate_series(5001, 5300) i",
                "UPDATE visit SET region = 'asia' WHERE at IN (3, 4)",
                "UPDATE visit SET region = 'eu' WHERE at IN (4, 5)",
                "UPDATE visit SET number = -number WHERE at IN (5, 6, 7)",
                "DELETE FROM visit WHERE at IN (8, 9)",
                "INSERT INTO visit SELECT (ARRAY['eu','us','asia'])[1 + i % 3], 99, i FROM generate_series(1, 30) i",
                "UPDATE parted SET v = -v WHERE id % 5 = 0",
                "UPDATE parted SET id = id + 50000 WHERE id % 7 = 0",
                "UPDATE wide SET tenant = 7 WHERE tenant = 3",
                "UPDATE wide SET tenant = 4 WHERE tenant = 7 AND id % 2 = 0",
                "UPDATE wide SET v = 'w' WHERE tenant IN (4, 7)");
        var verified = driver.perform(Phase.FullVerification).details().verification();
        assertThat(verified.consistent()).isTrue();
        assertSame();
        source.execute("TRUNCATE visit", "INSERT INTO visit VALUES ('eu', 1, 1), ('asia', 2, 2)");
        await().untilAsserted(this::assertSame);
        differencesAreFoundAmongTheRowsThatAreMeant(driver);
    }

    private void differencesAreFoundAmongTheRowsThatAreMeant(EngineDriver driver) {
        target.execute(
                "UPDATE wide SET v = 'wrong' WHERE id = 17",
                "DELETE FROM customer WHERE id = 5002",
                "INSERT INTO customer VALUES (2, 'eu', 'too many', 777777), (2, 'us', 'not meant', 888888)");
        driver.plan(PlanCopy.of(driver.plan())
                .fullVerification(new FullVerificationSettings(false, 2, 5_000, 1_000, 2L))
                .plan());
        driver.pursue(new Wanted.Run(Phase.FullVerification));
        var found = driver.awaitReport(report -> report.details().verification().runNonce() == 2
                        && report.details().verification().percent() == 100)
                .details()
                .verification();
        assertThat(List.of(found.mismatchedRows(), found.sourceOnlyRows(), found.targetOnlyRows()))
                .containsExactly(1L, 1L, 1L);
        target.execute("DELETE FROM customer WHERE id = 888888");
        target.execute(target.query("SELECT correction_sql FROM datamigration.difference")
                .toArray(String[]::new));
        assertSame();
    }

    private EngineDriver driver(Map<String, String> conditions) {
        var plan = EngineDriver.plan(source, target);
        return new EngineDriver(
                engine,
                PlanCopy.of(plan)
                        .objects(new ObjectSelection(List.of("public.*"), null, null, null)
                                .selecting(List.of("public.*"), null, conditions))
                        .plan());
    }

    /** On the target is what the condition means on the source, and nothing else. */
    private void assertSame() {
        CONDITIONS.forEach((table, condition) -> assertThat(
                        target.query("SELECT t::text FROM " + table + " t ORDER BY 1"))
                .as(table)
                .isNotEmpty()
                .isEqualTo(source.query("SELECT t::text FROM " + table + " t WHERE " + condition + " ORDER BY 1")));
    }
}
