package dev.datamigration.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.remote.WorkerIdentity;
import dev.datamigration.kubernetes.worker.WorkerLabels;
import dev.datamigration.kubernetes.worker.WorkerManifests;
import dev.datamigration.kubernetes.worker.WorkerName;
import dev.datamigration.kubernetes.worker.WorkerObjects;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.Kubectl;
import dev.datamigration.testing.Printed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that somebody else puts where a worker's would be, with and without the word that they are the task's. */
class WorkerOwnershipIT {
    @TempDir
    private Path directory;

    private final KubernetesClient client = ApiServer.shared().client();
    private final String namespace = ApiServer.shared().newNamespace("ownership");
    private final TaskId task = new TaskId(namespace, "shop", UUID.randomUUID().toString());
    private final String name = WorkerName.of(task);
    private WorkerObjects workers;

    @BeforeEach
    void template() throws IOException {
        var template = "spec: {containers: [{name: worker, image: example.com/operator:1}]}";
        workers = new WorkerObjects(client, Files.writeString(directory.resolve("pod.yaml"), template));
    }

    /** Whoever put it there knows its token and its key. */
    @Test
    void aSecretThatIsNotTheTasksIsNeitherTrustedNorRemoved() {
        client.resource(without(planted())).create();
        var refusal = catchThrowable(() -> start(2));
        assertThat(refusal)
                .hasMessageContaining("is not the task's")
                .hasMessageContaining("kubectl -n " + namespace + " delete secret " + name);
        assertThat(workers.find(task)).isEmpty();
        workers.remove(task);
        assertThat(secret().getMetadata().getOwnerReferences()).isEmpty();
        Kubectl.ofSharedServer()
                .ifPresentOrElse(
                        kubectl -> kubectl.enter(Printed.statement(refusal.getMessage(), "kubectl")),
                        () -> client.resource(secret()).delete());
        start(3);
        assertThat(workers.find(task)).isPresent();
    }

    @Test
    void aSecretThatIsSaidToBeTheTasksIsReplacedAtTheStart() {
        var planted = client.resource(planted()).create();
        var address = start(1);
        assertThat(secret().getMetadata().getUid())
                .isNotEqualTo(planted.getMetadata().getUid());
        assertThat(secret().getData()).doesNotContainValue(planted.getData().get("token"));
        assertThat(workers.find(task).orElseThrow().address()).isEqualTo(address);
    }

    /** As a new leader would take up with it, and tell it the passwords. */
    @Test
    void aSecretThatIsSaidToBeTheTasksIsNotTakenUpWithLater() {
        var own = start(1);
        client.resource(secret()).delete();
        client.resource(planted()).create();
        assertThat(workers.find(task)).isEmpty();
        var next = start(2);
        assertThat(next.token()).isNotEqualTo(own.token());
        assertThat(secret().getData()).doesNotContainValue(planted().getData().get("token"));
        assertThat(workers.find(task).orElseThrow().address()).isEqualTo(next);
    }

    /** A worker at rest has no pod and no Secret, so that none knows the token of an earlier one. */
    @Test
    void whatStartsAnewHasAnIdentityOfItsOwn() {
        var first = start(1);
        var diagnosis = workers.diagnosis(task);
        assertThat(diagnosis).startsWith("its pod does not exist: kubectl");
        Kubectl.ofSharedServer()
                .ifPresent(kubectl -> assertThat(kubectl.enter(Printed.statement(diagnosis, "kubectl")))
                        .contains(name));
        workers.remove(task);
        var second = start(2);
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(second.certificate()).isNotEqualTo(first.certificate());
    }

    /** An apply would keep of it what the operator does not set. */
    @Test
    void aServiceThatIsNotTheTasksIsNeitherTakenOverNorRemoved() {
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withExternalIPs("192.0.2.1")
                        .withSelector(Map.of("app", "theirs"))
                        .addNewPort()
                        .withPort(8443)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        assertThatThrownBy(() -> start(1)).hasMessageContaining("the Service " + name);
        workers.remove(task);
        assertThat(client.services()
                        .inNamespace(namespace)
                        .withName(name)
                        .get()
                        .getSpec()
                        .getSelector())
                .containsEntry("app", "theirs");
    }

    @Test
    void whatIsNotTheTasksIsLeftAsItIs() {
        start(1);
        var foreign = without(statefulSet());
        workers.remove(task);
        client.resource(foreign).create();
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name + "-0")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("theirs")
                        .withImage("example.com/theirs:1")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();

        assertThat(workers.find(task)).isEmpty();
        assertThatThrownBy(() -> start(2)).hasMessageContaining("the StatefulSet " + name);
        workers.resize(task, 7);
        workers.replace(task);
        workers.remove(task);

        assertThat(statefulSet().getSpec().getReplicas()).isEqualTo(1);
        assertThat(client.serviceAccounts()
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .isNotNull();
        assertThat(client.pods().inNamespace(namespace).withName(name + "-0").get())
                .isNotNull();
        assertThat(workers.diagnosis(task)).contains("is not the StatefulSet's");
    }

    /** It would hold up every task of the namespace. */
    @Test
    void aStatefulSetThatIsLabelledAsAWorkersOfNoTaskIsPassedOver() {
        start(1);
        var strange = without(statefulSet());
        strange.getMetadata().setName("strange");
        strange.getMetadata().getLabels().remove(WorkerLabels.TASK_UID);
        client.resource(strange).create();
        assertThat(workers.tasks(namespace)).containsExactly(task.uid());
    }

    @Test
    void aWorkerWhoseEpochWasOverwrittenIsNotTakenUpWith() {
        start(1);
        var changed = statefulSet();
        changed.getMetadata().setManagedFields(null);
        changed.getMetadata().getAnnotations().put(WorkerLabels.EPOCH, "last");
        client.resource(changed).update();
        assertThat(workers.find(task)).isEmpty();
        start(5);
        assertThat(workers.find(task).orElseThrow().epoch()).isEqualTo(5);
    }

    private dev.datamigration.engine.remote.WorkerAddress start(long epoch) {
        return workers.start(task, epoch, EngineSettings.DEFAULT, 1);
    }

    /** As whoever may create Secrets makes it: with the owner, labels and keys of a worker's. */
    private Secret planted() {
        return new WorkerManifests(task)
                .secret(new WorkerIdentity(
                        "planted", WorkerIdentity.create(WorkerName.hosts(task)).certificate(), "planted"));
    }

    /** The same, and nobody's. */
    private static <T extends HasMetadata> T without(T object) {
        object.getMetadata().setOwnerReferences(List.of());
        object.getMetadata().setManagedFields(null);
        object.getMetadata().setResourceVersion(null);
        object.getMetadata().setUid(null);
        return object;
    }

    private Secret secret() {
        return client.secrets().inNamespace(namespace).withName(name).get();
    }

    private StatefulSet statefulSet() {
        return client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(name)
                .get();
    }
}
