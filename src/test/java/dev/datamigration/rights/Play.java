package dev.datamigration.rights;

import dev.datamigration.helm.Chart;
import dev.datamigration.testing.cluster.TestKubelet;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;

/** The scenario, with an operator of the chart in two namespaces of its own. */
final class Play implements AutoCloseable {
    private static final String VALUES = """
            %s
            databases: {allowedNetworks: [127.0.0.0/8]}
            replicas: 1
            image: {tag: test}
            leaderElection: {leaseDuration: 6s, renewDeadline: 4s, retryPeriod: 500ms}
            javaOptions: -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1
            engine: {worker: {javaOptions: -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1}}
            extraEnv:
              - {name: DATAMIGRATION_ENGINE_POD_UNREACHABLE_AFTER, value: 1s}
              - {name: DATAMIGRATION_ENGINE_POD_LOST_AFTER, value: 3s}
            """;

    private final Stage stage;
    private final String operators;
    private final String tasks;
    private final List<GenericKubernetesResource> rendered;
    private final TestKubelet kubelet;

    /** @param clusterWide whether the operator looks after all namespaces */
    Play(Stage stage, boolean clusterWide) {
        this.stage = stage;
        operators = stage.api().newNamespace("operators");
        tasks = stage.api().newNamespace("tasks");
        rendered = Chart.render(Chart.template(
                operators,
                VALUES.formatted(clusterWide ? "watchAllNamespaces: true" : "watchNamespaces: [" + tasks + "]")));
        restrict(operators);
        restrict(tasks);
        kubelet = TestKubelet.start(
                stage.api().client(),
                Set.of(operators, tasks),
                stage.directory().resolve(operators));
    }

    /** As platform teams do: pods that ask for more than they should are refused. */
    private void restrict(String namespace) {
        stage.api()
                .client()
                .namespaces()
                .withName(namespace)
                .edit(labelled -> new NamespaceBuilder(labelled)
                        .editMetadata()
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build());
    }

    SortedSet<Right> granted() {
        return OperatorRights.granted(rendered);
    }

    AuditLog audit() {
        return stage.audit(operators, "dmo");
    }

    /** The first step that was not reached; empty where all were. */
    Optional<String> run(Duration patience) {
        return run(rendered, patience, () -> false);
    }

    /**
     * Without one right. Given up a while after a request was refused for want of it: the step is then the one that was
     * under way, and not always the one that needed it.
     */
    Optional<String> runWithout(Right removed, Duration patience) {
        var missed = new Missed(audit(), removed);
        return run(OperatorRights.without(removed, rendered), patience, missed::longAgo);
    }

    private Optional<String> run(List<GenericKubernetesResource> chart, Duration patience, BooleanSupplier hopeless) {
        var client = stage.api().client();
        chart.forEach(resource -> client.resource(resource).create());
        return new Scenario(new Deeds(client, kubelet, operators, tasks), new Sights(client, operators, tasks))
                .play(patience, hopeless);
    }

    @Override
    public void close() {
        stage.api().client().resources(Deployment.class).inNamespace(operators).delete();
        rendered.stream()
                .filter(resource -> resource.getKind().startsWith("Cluster"))
                .forEach(resource -> stage.api().client().resource(resource).delete());
        kubelet.close();
    }
}
