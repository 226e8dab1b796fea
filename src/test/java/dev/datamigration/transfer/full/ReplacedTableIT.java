package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.testing.ReplacedTable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the load reads are tables, also where their owner has put something else in the place of one. */
class ReplacedTableIT {

    /** One reader is held at another table, when it is known how this one is to be read. */
    @Test
    void codeOfAViewInItsPlaceIsNotRun() throws Exception {
        try (var fixture = LoadFixture.once();
                var held = fixture.target.connect()) {
            fixture.settings = new FullMigrationSettings(1, 100, null, null);
            fixture.schema("CREATE TABLE before (id int PRIMARY KEY)", "CREATE TABLE t (id int PRIMARY KEY)")
                    .rows("INSERT INTO before SELECT generate_series(1, 5000)", "INSERT INTO t VALUES (1)");
            held.setAutoCommit(false);
            held.createStatement().execute("LOCK TABLE before IN SHARE MODE");
            var run = fixture.nextRun();
            var load = CompletableFuture.supplyAsync(() -> new FullMigration(run, status -> {}).load());
            await().until(() ->
                    load.isDone() || fixture.target.count("datamigration.chunk WHERE source_table = 't'") == 1);
            try (var replaced = new ReplacedTable(fixture.source)) {
                replaced.now();
                held.rollback();
                assertThat(catchThrowable(load::join))
                        .as("there is no such table any more")
                        .isNotNull();
                assertThat(replaced.hasStruck()).isFalse();
            }
        }
    }
}
