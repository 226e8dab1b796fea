package dev.datamigration.transfer.verify;

import static dev.datamigration.transfer.verify.VerifiedPair.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A commit that waits for a standby is in the log, and so applied, but not to be seen on the source: it looks like a
 * difference for as long as it waits. To repair that would lose it for good.
 */
@Tag("long")
class InvisibleCommitIT {
    @Test
    void itIsNotOverwritten() throws Exception {
        try (var server = PostgresInstance.start(17, Map.of())) {
            var pair = VerifiedPair.create(server, PostgresServers.target());
            pair.onBoth(
                    "CREATE TABLE t (id int PRIMARY KEY, v text)",
                    "INSERT INTO t SELECT g, 'old' FROM generate_series(1, 10) g");
            // nobody but the one session waits for the standby
            pair.source().execute("ALTER DATABASE " + pair.source().name() + " SET synchronous_commit = local");
            try (var apply = LiveApply.start(pair)) {
                apply.catchUp();
                pair.source()
                        .execute(
                                "ALTER SYSTEM SET synchronous_standby_names = 'a_standby_that_hangs'",
                                "SELECT pg_reload_conf()");
                var hanging = CompletableFuture.runAsync(
                        () -> pair.source()
                                .execute(
                                        "SET synchronous_commit = on",
                                        "UPDATE t SET v = 'new' WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (11, 'new')"));
                Awaitility.await()
                        .until(() -> pair.target()
                                .queryOne("SELECT v FROM t WHERE id = 1")
                                .equals("new"));
                assertThat(hanging).isNotDone();
                var status = apply.repair(1);
                assertThat(status.consistent()).isFalse();
                assertThat(of(status, "t").repair().repaired()).isZero();
                assertThat(of(status, "t").repair().message()).contains("pg_locks");
                assertThat(pair.target().query("SELECT v FROM t WHERE id IN (1, 2, 11) ORDER BY id"))
                        .containsExactly("new", "new");
                pair.source().execute("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
                hanging.join();
                assertThat(apply.repair(2).consistent()).isTrue();
                assertThat(pair.target().query("SELECT v FROM t WHERE id IN (1, 2, 11) ORDER BY id"))
                        .containsExactly("new", "new");
            }
        }
    }
}
