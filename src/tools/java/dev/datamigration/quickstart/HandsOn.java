package dev.datamigration.quickstart;

import java.nio.file.Path;
import java.util.List;

/** What a person can do while everything is kept running. */
record HandsOn(Path kubeconfig, TaskHandle task, Databases databases) {
    List<String> lines() {
        var namespace = task.namespace();
        var name = task.name();
        return List.of(
                "",
                "Everything keeps running until Ctrl-C. In another terminal:",
                "",
                "  export KUBECONFIG=" + kubeconfig,
                "  kubectl -n %s get migrationtasks".formatted(namespace),
                "  kubectl -n %s get mt %s -o yaml".formatted(namespace, name),
                "  kubectl -n %s get events".formatted(namespace),
                "  kubectl -n %s patch mt %s --type merge -p '{\"spec\":{\"desiredState\":\"Stopped\"}}'"
                        .formatted(namespace, name),
                "  kubectl -n %s patch mt %s --type merge -p '{\"spec\":{\"desiredState\":\"Running\"}}'"
                        .formatted(namespace, name),
                "",
                "  source  " + Databases.connectionString(databases.source()),
                "  target  " + Databases.connectionString(databases.target()),
                "");
    }
}
