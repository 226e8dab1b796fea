package dev.datamigration.transfer.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrecheckSettings;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.TlsMaterial;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.transfer.run.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How servers that take a connection and end it without a word are asked; none of them is a database. */
class QuiescenceIT {
    private static final int PATIENCE_MILLIS = 90_000;

    private final ServerSocket source = listening();
    private final ServerSocket target = listening();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private static ServerSocket listening() {
        try {
            var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        source.close();
        target.close();
    }

    private Future<Map<Side, FailureException>> attempt(String task) {
        var plan = PlanCopy.plan(
                access(Side.Source, source),
                access(Side.Target, target),
                EnumSet.allOf(MigrationType.class),
                new ObjectSelection(List.of("*.*"), null, null, null),
                new PrecheckSettings(null),
                FullMigrationSettings.DEFAULT,
                IncrementalSyncSettings.DEFAULT,
                FullVerificationSettings.DEFAULT,
                Limits.DEFAULT,
                EngineSettings.DEFAULT);
        return threads.submit(() -> Quiescence.attempt(new Run(new RunScope(task, 1), plan)));
    }

    private static DatabaseAccess access(Side side, ServerSocket at) {
        return new DatabaseAccess(
                side,
                DatabaseType.PostgreSQL,
                "127.0.0.1",
                at.getLocalPort(),
                "shop",
                "mover",
                new Password("secret"),
                new TlsMaterial(TlsMode.Disable, null, null, null),
                null,
                null);
    }

    /** Both connections are there before either is ended. */
    private void endBoth() throws IOException {
        try (var one = source.accept();
                var other = target.accept()) {
            assertThat(one.isConnected() && other.isConnected()).isTrue();
        }
    }

    @Test
    void bothAreAskedAtOnceAndOthersNeedNotWaitForTheSameSilence() throws Exception {
        var finder = attempt("finder");
        endBoth();
        assertThat(finder.get()).containsOnlyKeys(Side.values());

        var other = attempt("other").get();
        assertThat(other.values())
                .extracting(FailureException::failure)
                .extracting(Failure::code)
                .containsExactly(FailureCode.Unreachable, FailureCode.Unreachable);
        for (var server : List.of(source, target)) {
            server.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .as("nobody has connected")
                    .isThrownBy(server::accept);
            server.setSoTimeout(PATIENCE_MILLIS);
        }

        finder = attempt("finder");
        endBoth();
        assertThat(finder.get()).as("asked on").hasSize(2);
    }
}
