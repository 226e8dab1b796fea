package dev.datamigration.kubernetes.worker;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.api.task.WorkerResources;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.wire.Protocol;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;

/** The installation's template, with what makes a pod the worker of one task. */
final class WorkerPod {
    static final int PORT = 8443;
    private static final String MOUNT = "/etc/datamigration/worker";
    private static final String VOLUME = "worker-identity";

    private final TaskId task;
    private final String name;

    WorkerPod(TaskId task, String name) {
        this.task = task;
        this.name = name;
    }

    PodTemplateSpec template(WorkerTemplate template, EngineSettings settings, String identity) {
        var pod = template.copy();
        var container = container(WorkerTemplate.container(pod), settings.resources());
        return new PodTemplateSpecBuilder(pod)
                .editOrNewMetadata()
                .addToLabels(WorkerLabels.all(task))
                .addToAnnotations(WorkerLabels.TASK, task.name())
                .addToAnnotations(WorkerLabels.IDENTITY, identity)
                .endMetadata()
                .editSpec()
                .withServiceAccountName(name)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .removeMatchingFromContainers(other -> WorkerTemplate.CONTAINER.equals(other.getName()))
                .addToContainers(0, container)
                .addNewVolume()
                .withName(VOLUME)
                .withNewSecret()
                .withSecretName(name)
                .endSecret()
                .endVolume()
                .endSpec()
                .build();
    }

    private Container container(Container given, WorkerResources resources) {
        return new ContainerBuilder(given)
                .addNewEnv()
                .withName("QUARKUS_PROFILE")
                .withValue("worker")
                .endEnv()
                .addNewEnv()
                .withName("DATAMIGRATION_WORKER_TASK_UID")
                .withValue(task.uid())
                .endEnv()
                .addNewEnv()
                .withName("DATAMIGRATION_WORKER_SECRET")
                .withValue(MOUNT)
                .endEnv()
                .addNewEnv()
                .withName("DATAMIGRATION_HELPERS_ADDRESS")
                .withValue(WorkerName.host(task, "%d") + ":" + PORT)
                .endEnv()
                .addNewPort()
                .withName("https")
                .withContainerPort(PORT)
                .endPort()
                .addNewVolumeMount()
                .withName(VOLUME)
                .withMountPath(MOUNT)
                .withReadOnly(true)
                .endVolumeMount()
                .withStartupProbe(probe(2, 60))
                .withLivenessProbe(probe(20, 3))
                .withReadinessProbe(probe(10, 3))
                .withResources(resources == null ? given.getResources() : requirements(resources))
                .build();
    }

    private static Probe probe(int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(Protocol.ALIVE)
                .withNewPort(PORT)
                .withScheme("HTTPS")
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withFailureThreshold(failures)
                .build();
    }

    private static ResourceRequirements requirements(WorkerResources resources) {
        return new ResourceRequirementsBuilder()
                .withRequests(resources.requests())
                .withLimits(resources.limits())
                .build();
    }
}
