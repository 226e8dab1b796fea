package dev.datamigration.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.engine.helper.RemoteHelperPool;
import dev.datamigration.engine.remote.WorkerIdentity;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.Samples;
import dev.datamigration.testing.alert.SharedVertx;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.help.HelperPool;
import dev.datamigration.transfer.run.Run;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the leading worker says over the wire, and a helper hears. */
class HelpRoutesIT {
    private final WorkerIdentity identity = WorkerIdentity.create("localhost");
    private final LinkedBlockingQueue<Run> begun = new LinkedBlockingQueue<>();
    private final HelperService service = new HelperService("uid-1", System::nanoTime, this::help);
    private final Vertx vertx = SharedVertx.get();
    private HttpServer server;
    private HelperPool pool;

    private void help(Run run, Engagement terms) {
        begun.add(run);
        while (!run.scope().isCancelled()) {
            run.scope().pause(1_000);
        }
    }

    @BeforeEach
    void listen(@TempDir Path secret) throws Exception {
        var router = Router.router(vertx);
        new HelpRoutes(service).mount(router);
        var options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(identity.certificate()))
                        .addKeyValue(Buffer.buffer(identity.key())));
        server = vertx.createHttpServer(options)
                .requestHandler(router)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        Files.writeString(secret.resolve("token"), identity.token());
        Files.writeString(secret.resolve("tls.crt"), identity.certificate());
        pool = RemoteHelperPool.of("localhost:" + server.actualPort(), secret);
    }

    @AfterEach
    void close() {
        service.close();
        server.close();
    }

    @Test
    void aHelperHearsThatItIsWantedAndThatItIsNotAnyMore() throws Exception {
        assertThat(engage("uid-1", 0.5)).isEmpty();
        var run = begun.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(run.scope().taskId()).isEqualTo("uid-1");
        assertThat(run.plan().source()).isEqualTo(terms("uid-1", 1).plan().source());
        assertThat(engage("uid-1", 0.25)).isEmpty();
        assertThat(run.speed().share()).isEqualTo(0.25);
        assertThat(engage("uid-2", 1)).contains("it answered 421: this worker serves another task");
        pool.dismiss(terms("uid-1", 1));
        await().until(() -> run.scope().isCancelled());
        assertThat(engage("uid-1", 1)).contains("it answered 409: another engagement came before");
    }

    private Optional<String> engage(String task, double speed) throws Exception {
        return pool.engage(terms(task, speed)).get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static Engagement terms(String task, double speed) {
        return new Engagement(
                "a", task, 1, 1, 1, Direction.Forward, null, null, null, Samples.of(MigrationPlan.class), speed);
    }
}
