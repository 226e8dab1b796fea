package dev.datamigration.kubernetes;

import dev.datamigration.api.Api;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.status.SwitchoverView;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Writes the report of a switchover that ended into a ConfigMap of the task's namespace: who confirmed what and when,
 * what each step found and did, positions and counts. It stays until the task is deleted.
 */
public final class SwitchoverReports {
    private static final Logger LOG = Logger.getLogger(SwitchoverReports.class);
    private static final String FIELD_MANAGER = "datamigration-operator";

    /** With its suffix the longest name of a task stays below what names may have. */
    private static final int LONGEST_NAME = 220;

    private final KubernetesClient client;

    public SwitchoverReports(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Writes it; written again, it is the same.
     *
     * @param status as it is about to be written, with the switchover ended
     * @return the ConfigMap's name; empty if the API server refused it, which must not hold up the switchover
     */
    public Optional<String> write(MigrationTask task, MigrationTaskStatus status) {
        var report = compose(task, status);
        try {
            if (!Ownership.admits(client, report)) {
                LOG.warnf(
                        "The report of the switchover is not written: the ConfigMap %s in namespace %s belongs to somebody else; the status has the same.",
                        report.getMetadata().getName(), report.getMetadata().getNamespace());
                return Optional.empty();
            }
            client.resource(report)
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager(FIELD_MANAGER)
                            .withForce(true)
                            .build());
            return Optional.of(report.getMetadata().getName());
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "The report of the switchover could not be written as ConfigMap %s: %s; the status has the same.",
                    report.getMetadata().getName(), e.getMessage());
            return Optional.empty();
        }
    }

    private static ConfigMap compose(MigrationTask task, MigrationTaskStatus status) {
        var about = task.getMetadata();
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(about.getNamespace())
                .withName(name(about.getName(), SwitchoverView.number(status.forwardSwitchover())))
                .addToLabels(Api.GROUP + "/report", "switchover")
                .addNewOwnerReference()
                .withApiVersion(task.getApiVersion())
                .withKind(task.getKind())
                .withName(about.getName())
                .withUid(about.getUid())
                .endOwnerReference()
                .endMetadata()
                .addToData("report.yaml", Serialization.asYaml(content(task, status)))
                .build();
    }

    private static String name(String task, int number) {
        return (task.length() <= LONGEST_NAME ? task : task.substring(0, LONGEST_NAME)) + "-switchover-" + number;
    }

    private static Map<String, Object> content(MigrationTask task, MigrationTaskStatus status) {
        var content = new LinkedHashMap<String, Object>();
        content.put(
                "task",
                task.getMetadata().getNamespace() + "/" + task.getMetadata().getName());
        content.put("uid", task.getMetadata().getUid());
        content.put("source", display(task.getSpec().source()));
        content.put("target", display(task.getSpec().target()));
        content.put("switchover", status.forwardSwitchover());
        content.put("incremental", status.incremental());
        content.put("reverseIncrement", status.reverseIncrement());
        content.put("verification", status.verification());
        content.put("reverseVerification", status.reverseVerification());
        content.values().removeIf(java.util.Objects::isNull);
        return content;
    }

    private static String display(Endpoint endpoint) {
        return endpoint == null ? null : endpoint.host() + ":" + endpoint.port() + "/" + endpoint.database();
    }
}
