package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many small tables, which are copied together. */
class SmallTablesLoadIT {
    private static final int TABLES = 40;

    private static final String MAKE = """
            DO $$ BEGIN
              FOR i IN 10 .. 47 LOOP
                EXECUTE format(CASE WHEN i % 3 = 0 THEN 'CREATE TABLE t%1$s (a int, b text)'
                                    ELSE 'CREATE TABLE t%1$s (a int PRIMARY KEY, b text)' END, i);
              END LOOP;
            END $$;
            CREATE UNLOGGED TABLE u (a int);
            CREATE TABLE computed (a int GENERATED ALWAYS AS (1 + 1) STORED);
            """;

    /** Every fifth table stays empty. */
    private static final String FILL = """
            DO $$ BEGIN
              FOR i IN 10 .. 47 LOOP
                IF i % 5 <> 0 THEN EXECUTE format('INSERT INTO t%s SELECT n, n FROM generate_series(1, %s) n', i, i); END IF;
              END LOOP;
            END $$;
            INSERT INTO u VALUES (1);
            INSERT INTO computed DEFAULT VALUES;
            """;

    private LoadFixture fixture;

    @BeforeEach
    void fill() {
        fixture = LoadFixture.live().schema(MAKE).rows(FILL);
        fixture.settings = FullMigrationSettings.DEFAULT;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theyShareTransactions() {
        var status = fixture.load();
        fixture.assertEqual();
        fixture.assertNoChunkTwice();
        assertThat(status.tablesLoaded()).isEqualTo(TABLES);
        assertThat(status.chunksLoaded()).isEqualTo(status.chunks()).isEqualTo(TABLES);
        assertThat(status.migratedRows())
                .isEqualTo(Long.parseLong(fixture.target.queryOne("SELECT sum(rows) FROM datamigration.chunk")));
        assertThat(transactions()).isLessThan(10);
        assertThat(fixture.target.query("SELECT DISTINCT position IS NULL FROM datamigration.loaded_table"))
                .containsExactly("f");
    }

    @Test
    void oneThatSomebodyHasLockedKeepsNoOtherFromBeingLoaded() throws SQLException {
        fixture.nextRun(); // installs the checkpoints that are looked at
        try (var locker = fixture.target.connect()) {
            locker.setAutoCommit(false);
            locker.createStatement().execute("LOCK TABLE t23");
            var load = CompletableFuture.supplyAsync(fixture::load);
            await().until(() -> fixture.target.count("datamigration.loaded_table WHERE complete") == TABLES - 1);
            assertThat(load).isNotDone();
            locker.rollback();
            assertThat(load.join().tablesLoaded()).isEqualTo(TABLES);
        }
        fixture.assertEqual();
        fixture.assertNoChunkTwice();
    }

    @Test
    void oneThatIsRefusedIsNamedAndWhatWasCopiedWithItIsCopiedOnce() {
        fixture.target.execute("ALTER TABLE t47 ADD CHECK (a < 40)");
        var failure =
                catchThrowableOfType(FailureException.class, fixture::load).failure();
        assertThat(failure.code()).isEqualTo(FailureCode.RowRefused);
        assertThat(failure.message()).contains("public.t47");
        assertThat(fixture.target.queryOne(
                        "SELECT complete FROM datamigration.loaded_table WHERE source_table = 't47'"))
                .isEqualTo("f");
        fixture.target.execute("ALTER TABLE t47 DROP CONSTRAINT t47_a_check");
        var status = fixture.load();
        assertThat(status.tablesLoaded()).isEqualTo(TABLES);
        assertThat(fixture.target.count("datamigration.chunk")).isEqualTo(TABLES);
        assertThat(status.migratedRows())
                .isEqualTo(Long.parseLong(fixture.target.queryOne("SELECT sum(rows) FROM datamigration.chunk")));
        fixture.assertEqual();
        fixture.assertNoChunkTwice();
    }

    private int transactions() {
        return Integer.parseInt(fixture.target.queryOne("SELECT count(DISTINCT xmin::text) FROM datamigration.chunk"));
    }
}
