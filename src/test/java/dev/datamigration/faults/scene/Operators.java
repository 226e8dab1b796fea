package dev.datamigration.faults.scene;

import dev.datamigration.testing.ApiServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The replicas of the operator; with more than one they elect a leader. */
public final class Operators implements AutoCloseable {
    private static final String LEASE = "faults";

    private final ApiServer server;
    private final String namespace;
    private final List<Replica> replicas = new ArrayList<>();

    public Operators(ApiServer server, String namespace, Path directory, int count, Optional<Workers> workers) {
        var more = workers.map(Workers::operatorOptions).orElse(List.of());
        this.server = server;
        this.namespace = namespace;
        for (var number = 0; number < count; number++) {
            replicas.add(new Replica(
                    server.client().getConfiguration(), directory, number, options(namespace, count > 1, more)));
        }
    }

    private static List<String> options(String namespace, boolean elects, List<String> more) {
        var options = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dquarkus.operator-sdk.namespaces=" + namespace));
        if (elects) {
            options.addAll(List.of(
                    "-Ddatamigration.leader-election.enabled=true",
                    "-Ddatamigration.leader-election.lease-name=" + LEASE,
                    "-Ddatamigration.leader-election.lease-namespace=" + namespace,
                    "-Ddatamigration.leader-election.lease-duration=6s",
                    "-Ddatamigration.leader-election.renew-deadline=4s",
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

    /** The replica that holds the Lease; the only one where there is one, the first where nobody leads. */
    public Replica leader() {
        if (replicas.size() == 1) {
            return replicas.get(0);
        }
        var lease =
                server.client().leases().inNamespace(namespace).withName(LEASE).get();
        var holder = lease == null || lease.getSpec().getHolderIdentity() == null
                ? ""
                : lease.getSpec().getHolderIdentity();
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
