package dev.datamigration.testing.operator;

import dev.datamigration.api.Api;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.engine.TaskId;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Controllers at work in this JVM, for a namespace of their own of an API server, and what people do and see there. Which
 * controllers, with which engine and settings, is said by whoever starts them.
 */
public final class OperatorScene implements AutoCloseable {
    private final ApiServer server;
    private final String namespace;
    private Operator operator;

    /** @param name of the namespace, to which something is added that makes it the only one */
    public OperatorScene(ApiServer server, String name) {
        this.server = server;
        this.namespace = server.newNamespace(name);
    }

    /** An operator without controllers, as that of tests is configured. */
    public static Operator operator(KubernetesClient client) {
        return new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withUseSSAToPatchPrimaryResource(false)
                .withCloseClientOnStop(true));
    }

    /** Starts these controllers, which are given a client of their own. */
    public void start(Function<KubernetesClient, List<Reconciler<? extends HasMetadata>>> controllers) {
        start(server.newClient(), controllers);
    }

    /** @param client is closed with the operator */
    public void start(
            KubernetesClient client, Function<KubernetesClient, List<Reconciler<? extends HasMetadata>>> controllers) {
        operator = operator(client);
        controllers.apply(operator.getKubernetesClient()).forEach(this::register);
        operator.start();
    }

    private <P extends HasMetadata> void register(Reconciler<P> controller) {
        operator.register(controller, overrider -> overrider.settingNamespace(namespace));
    }

    /** In an orderly way; does nothing where none runs. */
    public void stop() {
        if (operator != null) {
            operator.stop();
            operator = null;
        }
    }

    public String namespace() {
        return namespace;
    }

    /** A Secret with logins, which may be sent to any host. */
    public void secret(String name, Map<String, String> values) {
        server.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .addToAnnotations(Api.ALLOWED_HOSTS, "*")
                        .endMetadata()
                        .withData(values.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, entry -> base64(entry.getValue()))))
                        .build())
                .create();
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    public Resource<MigrationTask> task(String name) {
        return server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName(name);
    }

    public TaskId id(String task) {
        return new TaskId(namespace, task, task(task).get().getMetadata().getUid());
    }

    /** Empty where the task has none yet, or is not there. */
    public MigrationTaskStatus status(String task) {
        return Optional.ofNullable(task(task).get())
                .map(MigrationTask::getStatus)
                .orElseGet(MigrationTaskStatus::empty);
    }

    /** A merge patch of the spec, as kubectl makes it. */
    public void patch(String task, String spec) {
        task(task).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": " + spec + "}");
    }

    public MigrationTaskStatus awaitStatus(String task, Predicate<MigrationTaskStatus> wanted) {
        return Awaitility.await().pollInterval(Duration.ofMillis(25)).until(() -> status(task), wanted);
    }

    /** All of the namespace. */
    public List<Event> events() {
        return server.client()
                .events()
                .v1()
                .events()
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    @Override
    public void close() {
        stop();
    }
}
