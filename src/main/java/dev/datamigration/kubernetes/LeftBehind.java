package dev.datamigration.kubernetes;

import dev.datamigration.api.Api;
import dev.datamigration.api.MigrationTask;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps what a deleted task has left on its databases, with the SQL that removes it, in a ConfigMap of its namespace: events
 * expire, and the status is gone with the task. Whoever has cleaned up deletes it.
 */
public final class LeftBehind {
    private static final Logger LOG = Logger.getLogger(LeftBehind.class);

    /** With its suffix the longest name of a task stays below what names may have. */
    private static final int LONGEST_NAME = 200;

    private final KubernetesClient client;

    public LeftBehind(KubernetesClient client) {
        this.client = client;
    }

    /** Writes it, once; what the API server refuses must not keep the task from going, and is logged instead. */
    public void write(MigrationTask task, List<String> left) {
        var kept = compose(task, left);
        try {
            client.resource(kept).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warnf(
                        "What the deleted task %s/%s left on its databases could not be kept as ConfigMap %s: %s. It is: %s",
                        task.getMetadata().getNamespace(),
                        task.getMetadata().getName(),
                        kept.getMetadata().getName(),
                        e.getMessage(),
                        String.join(" ", left));
            }
        }
    }

    private static ConfigMap compose(MigrationTask task, List<String> left) {
        var about = task.getMetadata();
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(about.getNamespace())
                .withName(name(about.getName(), about.getUid()))
                .addToLabels(Api.GROUP + "/report", "left-behind")
                .addToAnnotations(Api.GROUP + "/task", about.getName())
                .endMetadata()
                .addToData("left-behind.txt", String.join("\n\n", left) + "\n")
                .build();
    }

    private static String name(String task, String uid) {
        return (task.length() <= LONGEST_NAME ? task : task.substring(0, LONGEST_NAME)) + "-left-behind-"
                + uid.substring(0, Math.min(8, uid.length()));
    }
}
