package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.transfer.schema.SchemaMigration;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the snapshot of the load sees is what is loaded, whenever its tables were made. */
class TablesMadeMeanwhileIT {

    @Test
    void tablesMadeAfterTheSchemaAndWhileTheSlotWaits() throws SQLException {
        try (var fixture = LoadFixture.whole()) {
            fixture.rows("CREATE TABLE early (id int PRIMARY KEY)", "CREATE TABLE dropped (id int PRIMARY KEY)");
            var run = fixture.nextRun();
            new SchemaMigration(run, status -> {}).beforeLoad();
            fixture.rows("CREATE TABLE late (id int PRIMARY KEY, v text)", "INSERT INTO late VALUES (1, 'late')");
            try (var holder = fixture.source.connect();
                    var statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("SELECT pg_current_xact_id()");
                var load = CompletableFuture.supplyAsync(() -> new FullMigration(run, status -> {}).load());
                // the publication is there then, and the tables that it names are known
                await().until(() -> load.isDone() || slotWaits(fixture));
                fixture.rows(
                        "CREATE TABLE meanwhile (id int PRIMARY KEY, v text)",
                        "INSERT INTO meanwhile VALUES (1, 'meanwhile')",
                        "DROP TABLE dropped");
                holder.rollback();
                load.join();
            }
            assertThat(fixture.target.query("SELECT v FROM late UNION ALL SELECT v FROM meanwhile"))
                    .containsExactly("late", "meanwhile");
            assertThat(fixture.source.query("SELECT tablename FROM pg_publication_tables WHERE pubname = '"
                            + run.capture().name() + "' ORDER BY 1"))
                    .containsExactly("early", "late", "meanwhile");
            assertThat(fixture.target.query(
                            "SELECT source_table FROM datamigration.loaded_table WHERE complete ORDER BY 1"))
                    .containsExactly("early", "late", "meanwhile");
        }
    }

    private static boolean slotWaits(LoadFixture fixture) {
        return fixture.source.count("pg_stat_activity WHERE application_name LIKE 'dm:" + fixture.taskId
                        + "%' AND query ILIKE 'CREATE_REPLICATION_SLOT%' AND wait_event_type = 'Lock'")
                > 0;
    }
}
