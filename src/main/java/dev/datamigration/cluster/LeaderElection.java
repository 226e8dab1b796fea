package dev.datamigration.cluster;

import dev.datamigration.thread.OwnedThreads;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Elects with a Lease, so that a replica that has lost it ends its process. What it was doing on the databases is then
 * refused by them, since the next leader's workers have a higher epoch; what it tells workers is refused by these, since
 * the next leader's {@link LeaseTerm term} is higher. The SDK's elector compares clocks of different machines (decision 28).
 */
@Singleton
class LeaderElection {
    private static final Logger LOG = Logger.getLogger(LeaderElection.class);
    private static final long LOOK_MILLIS = 250;
    /** As long as one request may take. */
    private static final long LAST_REQUEST_SECONDS = 30;

    private final LeaderElectionSettings settings;
    private final Leadership leadership;
    private final ApiServerDiagnosis diagnosis;
    private final LeaseHolding lease;
    private final AtomicBoolean told = new AtomicBoolean();
    private ScheduledExecutorService threads;
    private Runnable onWin;

    LeaderElection(
            KubernetesClient client,
            LeaderElectionSettings settings,
            Leadership leadership,
            ApiServerDiagnosis diagnosis) {
        this.diagnosis = diagnosis;
        this.settings = settings;
        this.leadership = leadership;
        this.lease = new LeaseHolding(
                new LeaseStore(client, settings),
                settings,
                leadership.identity(),
                System::nanoTime,
                InstantSource.system());
    }

    /**
     * Stands for election until it is withdrawn.
     *
     * @param won called once, when this process leads
     * @throws IllegalStateException if the account may not read or write the Lease
     */
    void stand(Runnable won) {
        onWin = won;
        attempt(true);
        threads = OwnedThreads.scheduled("leader-election", 2, this::failed);
        var pause = settings.retryPeriod().toMillis();
        threads.scheduleWithFixedDelay(() -> attempt(false), pause, pause, TimeUnit.MILLISECONDS);
        // on a thread of its own: an API server that does not answer must not keep a leader from giving up
        threads.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param first then a right that is missing ends the start; one that is taken away later may come back */
    private void attempt(boolean first) {
        try {
            lease.attempt();
        } catch (KubernetesClientException e) {
            if (first && e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new IllegalStateException("the operator cannot work: " + diagnosis.text(e));
            }
            LOG.warnf("the Lease could not be taken or renewed, which is tried again: %s", e.getMessage());
        }
        leadership.follow(lease.holder().orElse(null));
        if (lease.leads() && !leadership.leads()) {
            leadership.win();
            onWin.run();
        }
        look();
    }

    private void look() {
        if (lease.isLost() && told.compareAndSet(false, true)) {
            lost();
        }
    }

    private void failed(Throwable error) {
        LOG.error("standing for election failed", error);
        if (told.compareAndSet(false, true)) {
            lost();
        }
    }

    /**
     * An exit in the thread that tells us would wait for that very thread when the process is being ended, and hang until it
     * is killed.
     */
    private void lost() {
        leadership.lose();
        OwnedThreads.start(
                "leadership-lost",
                () -> System.exit(1),
                error -> Runtime.getRuntime().halt(1));
    }

    /**
     * Stands no more. The Lease is given back only if nothing of this process can act on it any more: else it runs out.
     *
     * @param idle whether nothing of what the leader does runs any more
     */
    void withdraw(boolean idle) {
        if (threads == null) {
            return;
        }
        threads.shutdown();
        if (!lease.leads()) {
            return;
        }
        try {
            if (threads.awaitTermination(LAST_REQUEST_SECONDS, TimeUnit.SECONDS) && idle) {
                lease.giveBack();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KubernetesClientException e) {
            LOG.warnf("the Lease could not be given back and has to run out: %s", e.getMessage());
        }
    }
}
