package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.Limits;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.Backup;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.incremental.IncrementalSync;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A source is put back to before an interrupted load went on, on its timeline, and grows other log up to where the load
 * had read: what was loaded is as of a log that is no more.
 */
class RestoredSourceIT {
    private static final Limits SLOW = new Limits(900L, null, null);

    private final PostgresInstance server =
            PostgresInstance.start(PostgresServers.source().majorVersion(), Map.of());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void isNoticedByTheLoadThatGoesOnAndByTheSynchronisationAfterIt() throws Exception {
        try (var loading = interrupted();
                var synchronising = interrupted()) {
            try (var backup = Backup.of(server)) {
                for (var fixture : new LoadFixture[] {loading, synchronising}) {
                    fixture.source.execute("INSERT INTO t SELECT generate_series(-50, -1)");
                }
                loading.limits = SLOW;
                loading.stopOnceItWentOn();
                synchronising.load();
                backup.restore(server, Map.of());
            }
            for (var fixture : new LoadFixture[] {loading, synchronising}) {
                fixture.source.execute("INSERT INTO t SELECT generate_series(9001, 9050)");
                growBeyond(fixture.source, fixture.position());
            }
            assertThatThrownBy(loading::load).satisfies(RestoredSourceIT::isAnotherLog);
            assertThat(synchroniseAfter(synchronising)).satisfies(RestoredSourceIT::isAnotherLog);
        }
    }

    private LoadFixture interrupted() {
        var fixture = LoadFixture.liveFrom(server).schema("CREATE TABLE t (id int PRIMARY KEY)");
        fixture.source.execute("INSERT INTO t SELECT generate_series(1, 2500)");
        fixture.limits = SLOW;
        fixture.stopIn("t", () -> {});
        fixture.limits = Limits.DEFAULT;
        return fixture;
    }

    /** Ends by itself only if it notices. */
    private static Throwable synchroniseAfter(LoadFixture loaded) throws Exception {
        var run = loaded.nextRun();
        var ended = CompletableFuture.runAsync(() -> new IncrementalSync(run, status -> {}).synchronise());
        try {
            return catchThrowable(() -> ended.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS));
        } finally {
            run.scope().cancel();
        }
    }

    private static void isAnotherLog(Throwable error) {
        var thrown = error instanceof ExecutionException ? error.getCause() : error;
        assertThat(thrown).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.LogBehind);
            assertThat(e.failure().side()).isEqualTo(Side.Source);
            assertThat(e.failure().message()).contains("has grown since");
            assertThat(e.failure().remedy()).contains("nd this task");
        });
    }

    private static void growBeyond(TestDatabase source, String position) {
        do {
            source.execute("SELECT pg_logical_emit_message(true, 'test', repeat('x', 100000))");
        } while (source.queryOne("SELECT pg_current_wal_lsn() > '" + position + "'::pg_lsn")
                .equals("f"));
    }
}
