package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.wire.Certificates;
import dev.datamigration.engine.wire.PinnedCertificates;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.Samples;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a worker's certificate is trusted. Nothing is sent: every question ends before it has left. */
class WorkerConnectionTest {
    private static final TaskId TASK = new TaskId("shop", "move", "uid-1");
    private static final WorkerAddress WORKER = new WorkerAddress(
            "dm-move-0.dm-move.shop.svc",
            8443,
            "token",
            Certificates.parse(WorkerIdentity.create("*.dm-move.shop.svc").certificate()));

    /** Nobody gives a worker up for its silence alone. */
    private static final GivenSettings PATIENT =
            new GivenSettings(Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofHours(2));

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final PinnedCertificates pinned = new PinnedCertificates();
    private final HeldTerm term = new HeldTerm();
    private final WorkerConnection connection = new WorkerConnection(
            TASK,
            new WorkerSurroundings(
                    new OnePlace(),
                    new WorkerClient(term, pinned),
                    term,
                    (pause, what) -> executor.schedule(what, pause.toMillis(), TimeUnit.MILLISECONDS),
                    InstantSource.system(),
                    PATIENT,
                    task -> {}));

    @AfterEach
    void end() {
        term.gate.countDown();
        executor.shutdownNow();
    }

    @Test
    void aWorkerIsTrustedUntilItsLinkIsClosed() {
        connection.takeUp(new WorkerProvisioner.Found(1, WORKER, 1), Duration.ofSeconds(1));
        assertThat(isTrusted()).isTrue();
        connection.close();
        assertThat(isTrusted()).isFalse();
    }

    @Test
    void aLinkThatIsClosedWhileAGoalIsOnItsWayTrustsNobodyAfterwards() throws InterruptedException {
        connection.pursue(new Goal(TASK, 1, new Wanted.Run(Phase.Precheck), Samples.of(MigrationPlan.class)));
        assertThat(term.asked.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        connection.close();
        term.gate.countDown();
        await().until(() -> term.questions.getCount() == 0);
        executor.shutdown();
        assertThat(executor.awaitTermination(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(isTrusted()).isFalse();
    }

    @Test
    void whatThePlaceKnowsOfAWorkerIsNotWaitedFor() {
        connection.takeUp(new WorkerProvisioner.Found(1, WORKER, 1), Duration.ofSeconds(1));
        await().until(() -> connection.report().orElseThrow().activity() instanceof WorkerState.Retrying retrying
                && retrying.failure().code() == FailureCode.WorkerUnavailable);
    }

    private boolean isTrusted() {
        try {
            var engine = pinned.context().createSSLEngine(WORKER.host(), WORKER.port());
            pinned.checkServerTrusted(new X509Certificate[] {WORKER.certificate()}, "UNKNOWN", engine);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /** Holds a goal back once it is on its way, and lets no question out. */
    private static final class HeldTerm implements LeadershipTerm {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch gate = new CountDownLatch(1);
        private final CountDownLatch questions = new CountDownLatch(1);

        @Override
        public long current() {
            questions.countDown();
            throw new IllegalStateException("nothing is sent");
        }

        @Override
        public long above(long heard) {
            return heard;
        }

        @Override
        public void assure() {
            asked.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class OnePlace implements WorkerProvisioner {
        @Override
        public Set<String> tasks(String namespace) {
            return Set.of();
        }

        @Override
        public Optional<Found> find(TaskId task) {
            return Optional.empty();
        }

        @Override
        public WorkerAddress start(TaskId task, long epoch, EngineSettings settings, int workers) {
            return WORKER;
        }

        @Override
        public void resize(TaskId task, int workers) {}

        @Override
        public boolean isDown(TaskId task, boolean ran) {
            return true;
        }

        @Override
        public String diagnosis(TaskId task) {
            return "";
        }

        @Override
        public void replace(TaskId task) {}

        @Override
        public void remove(TaskId task) {}
    }
}
