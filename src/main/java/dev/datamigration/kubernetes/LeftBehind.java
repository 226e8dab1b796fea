package dev.datamigration.kubernetes;

import dev.datamigration.api.Api;
import dev.datamigration.api.task.MigrationTask;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Keeps what a deleted task has left on its databases, with the SQL that removes it, in a ConfigMap of its namespace: events
 * expire, and the status is gone with the task. Whoever has cleaned up deletes it.
 */
public final class LeftBehind {
    private static final Logger LOG = Logger.getLogger(LeftBehind.class);

    /** With its suffix the longest name of a task stays below what names may have. */
    private static final int LONGEST_NAME = 200;

    private static final String FILE = "left-behind.txt";

    private final KubernetesClient client;

    public LeftBehind(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Writes it, once, whoever has taken its name before; what the API server refuses must not keep the task from going, and
     * is logged instead.
     */
    public void write(MigrationTask task, List<String> left) {
        var about = task.getMetadata();
        var text = String.join("\n\n", left) + "\n";
        var name = name(about.getName(), about.getUid());
        try {
            if (!create(compose(task, text)
                            .editMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    && !isKept(about.getNamespace(), name, text)) {
                create(compose(task, text)
                        .editMetadata()
                        .withGenerateName(name + "-")
                        .endMetadata()
                        .build());
            }
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "What the deleted task %s/%s left on its databases could not be kept as ConfigMap %s: %s. It is: %s",
                    about.getNamespace(), about.getName(), name, e.getMessage(), String.join(" ", left));
        }
    }

    /** Returns whether there was none of that name. */
    private boolean create(ConfigMap kept) {
        try {
            client.resource(kept).create();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    /** Asked by a patch that tests and changes nothing, since the operator has no right to read ConfigMaps. */
    private boolean isKept(String namespace, String name, String text) {
        var test = Map.of("op", "test", "path", "/data/" + FILE, "value", text);
        try {
            client.configMaps()
                    .inNamespace(namespace)
                    .withName(name)
                    .patch(PatchContext.of(PatchType.JSON), Serialization.asJson(List.of(test)));
            return true;
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    private static ConfigMapBuilder compose(MigrationTask task, String text) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(task.getMetadata().getNamespace())
                .addToLabels(Api.GROUP + "/report", "left-behind")
                .addToAnnotations(Api.GROUP + "/task", task.getMetadata().getName())
                .endMetadata()
                .addToData(FILE, text);
    }

    private static String name(String task, String uid) {
        return (task.length() <= LONGEST_NAME ? task : task.substring(0, LONGEST_NAME)) + "-left-behind-"
                + uid.substring(0, Math.min(8, uid.length()));
    }
}
