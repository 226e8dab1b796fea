package dev.datamigration.faults.scene;

import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.operator.OperatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The replicas of the operator; with more than one they elect a leader. */
public final class Operators implements AutoCloseable {
    /** Not the task's own, which may be deleted. */
    private static final String LEASE_NAMESPACE = "default";

    private final ApiServer server;
    private final String lease;
    private final List<Replica> replicas = new ArrayList<>();

    /**
     * @param clockMinutes by how much the clock of the first one is ahead, or behind
     * @param leaseDuration of several; a leader that does not renew for two thirds of it gives up
     */
    public Operators(
            ApiServer server,
            String namespace,
            Path directory,
            int count,
            Optional<Workers> workers,
            int clockMinutes,
            Duration leaseDuration) {
        var more = workers.map(Workers::operatorOptions).orElse(List.of());
        this.server = server;
        this.lease = "faults-" + namespace;
        for (var number = 0; number < count; number++) {
            replicas.add(new Replica(
                    server.client().getConfiguration(),
                    directory,
                    number,
                    options(namespace, lease, count > 1 ? leaseDuration : null, more),
                    number == 0 ? clockMinutes : 0));
        }
    }

    /** @param leaseDuration null where nobody is elected */
    private static List<String> options(String namespace, String lease, Duration leaseDuration, List<String> more) {
        var options = new ArrayList<>(OperatorProcess.optionsFor(namespace, 256));
        if (leaseDuration != null) {
            options.addAll(List.of(
                    "-Ddatamigration.leader-election.enabled=true",
                    "-Ddatamigration.leader-election.lease-name=" + lease,
                    "-Ddatamigration.leader-election.lease-namespace=" + LEASE_NAMESPACE,
                    "-Ddatamigration.leader-election.lease-duration=" + leaseDuration,
                    "-Ddatamigration.leader-election.renew-deadline="
                            + leaseDuration.multipliedBy(2).dividedBy(3),
                    "-Ddatamigration.leader-election.retry-period=1s"));
        }
        options.addAll(more);
        return options;
    }

    public List<Replica> all() {
        return replicas;
    }

    /** Starts what does not run. */
    public void start() {
        replicas.forEach(Replica::start);
    }

    /** Starts those again that have ended by themselves. How many that were. */
    public long startEnded() {
        return replicas.stream().filter(Replica::startIfEnded).count();
    }

    /** Whether one of them can speak: a process that was started may take long on a busy machine. */
    public boolean isAnyReady() {
        return replicas.stream().anyMatch(Replica::isReady);
    }

    /** The replica that holds the Lease; the only one where there is one, the first where nobody leads. */
    public Replica leader() {
        if (replicas.size() == 1) {
            return replicas.get(0);
        }
        var found = server.client()
                .leases()
                .inNamespace(LEASE_NAMESPACE)
                .withName(lease)
                .get();
        var holder = found == null || found.getSpec().getHolderIdentity() == null
                ? ""
                : found.getSpec().getHolderIdentity();
        return replicas.stream()
                .filter(Replica::isAlive)
                .filter(replica -> holder.endsWith("-" + replica.pid()))
                .findFirst()
                .orElse(replicas.get(0));
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
    }
}
