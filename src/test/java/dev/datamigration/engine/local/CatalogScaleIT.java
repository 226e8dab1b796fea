package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long each phase takes, and how much memory, with a catalog of many tables and partitions that hold next to nothing. {@code
 * -Dcatalog.tables=10000 -Dcatalog.partitions=100000}, of tables with {@code -Dcatalog.partitionsOfOne=1000} each; the figures are in docs/performance.md.
 */
@Tag("long")
class CatalogScaleIT {
    private static final int TABLES = Integer.getInteger("catalog.tables", 1_000);
    private static final int PARTITIONS = Integer.getInteger("catalog.partitions", 5_000);
    private static final int PARTITIONS_OF_ONE = Integer.getInteger("catalog.partitionsOfOne", 1_000);

    /** The server's default for both: what a user has who never thought of locks. */
    private static final Map<String, String> SETTINGS =
            Map.of("max_locks_per_transaction", "64", "max_connections", "100");

    @Test
    void measured() {
        try (var from = PostgresInstance.start(17, SETTINGS);
                var to = PostgresInstance.start(18, SETTINGS);
                var engine = new LocalEngine()) {
            var source = from.createDatabase("catalog");
            var target = to.createDatabase("catalog");
            fill(source);
            var phases = new MeasuredPhases("%d tables, %d partitions".formatted(TABLES, PARTITIONS));
            var driver = new EngineDriver(engine, EngineDriver.plan(source, target));
            for (var phase : List.of(
                    Phase.Precheck,
                    Phase.SchemaMigration,
                    Phase.FullMigration,
                    Phase.IncrementalSync,
                    Phase.FullVerification)) {
                phases.measure(driver, phase);
            }
            assertThat(driver.report().details().verification().consistent()).isTrue();
            assertThat(relations(target)).isEqualTo(relations(source));
        }
    }

    /** In many transactions, as they came about. */
    private static void fill(TestDatabase source) {
        source.execute("""
                CREATE PROCEDURE fill(tables int, partitions int, of_one int) LANGUAGE plpgsql AS $$
                BEGIN
                  FOR i IN 1 .. tables LOOP
                    EXECUTE format('CREATE TABLE t_%s (id bigint PRIMARY KEY, at timestamptz DEFAULT now(), v text)', i);
                    EXECUTE format('CREATE INDEX ON t_%s (at)', i);
                    EXECUTE format('INSERT INTO t_%s VALUES (1, now(), ''x'')', i);
                    IF i % 500 = 0 THEN COMMIT; END IF;
                  END LOOP;
                  FOR i IN 0 .. partitions - 1 LOOP
                    IF i % of_one = 0 THEN
                      EXECUTE format('CREATE TABLE p_%s (id bigint, v text, PRIMARY KEY (id)) PARTITION BY RANGE (id)',
                                     i / of_one);
                    END IF;
                    EXECUTE format('CREATE TABLE p_%1$s_%2$s PARTITION OF p_%1$s FOR VALUES FROM (%2$s) TO (%3$s)',
                                   i / of_one, i % of_one, i % of_one + 1);
                    IF i % 500 = 0 THEN COMMIT; END IF;
                  END LOOP;
                END $$""");
        source.execute("CALL fill(%d, %d, %d)".formatted(TABLES, PARTITIONS, PARTITIONS_OF_ONE), "DROP PROCEDURE fill");
    }

    private static String relations(TestDatabase database) {
        return database.queryOne("SELECT count(*) FILTER (WHERE relkind IN ('r', 'p')) || ' ' || count(*) FILTER"
                + " (WHERE relkind IN ('i', 'I')) FROM pg_class WHERE relnamespace = 'public'::regnamespace");
    }
}
