package dev.datamigration.task.observation;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.kubernetes.LeftBehind;
import dev.datamigration.kubernetes.SwitchoverReports;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** As ConfigMaps of the task's namespace. */
public final class Reports implements ReportStore {
    private final SwitchoverReports switchovers;
    private final LeftBehind leftBehind;

    public Reports(KubernetesClient client) {
        switchovers = new SwitchoverReports(client);
        leftBehind = new LeftBehind(client);
    }

    @Override
    public Optional<String> write(MigrationTask task, MigrationTaskStatus status) {
        return switchovers.write(task, status);
    }

    @Override
    public void leftBehind(MigrationTask task, List<String> left) {
        leftBehind.write(task, left);
    }
}
