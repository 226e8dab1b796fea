package dev.datamigration.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.ReplacedTable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is compared are tables, also where their owner has put something else in the place of one. */
class ReplacedComparedTableIT {
    @Test
    void codeOfAViewInItsPlaceIsNotRun() throws Exception {
        var pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
        pair.onBoth("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        try (var replaced = new ReplacedTable(pair.source())) {
            var comparison = CompletableFuture.supplyAsync(() -> pair.compare(1, null));
            replaced.whileWaitedFor(comparison);
            catchThrowable(comparison::join);
            assertThat(replaced.hasStruck()).isFalse();
        }
    }
}
