package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.kubernetes.RequesterSource;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/gitops.md says of a field that both Git and a batch operation set. */
class GitOwnershipIT {
    private static final String GIT = "argocd-controller";

    private final ApiServer server = ApiServer.shared();
    private final String namespace = server.newNamespace("git");
    private final TaskEditor editor = new TaskEditor(server.client(), RequesterSource.Manager);

    @Test
    void aBatchOperationTakesTheFieldOverAndGitKeepsTheRest() {
        sync("desiredState: Running");
        batch("Stop");
        assertThat(read().getSpec().desiredState()).isEqualTo(DesiredState.Stopped);
        assertThat(owners("f:desiredState")).containsExactly("batch-operation-stop");
        assertThat(owners("f:source")).containsExactly(GIT);
    }

    @Test
    void withoutIgnoringItTheNextSyncUndoesTheBatchOperation() {
        sync("desiredState: Running");
        batch("Stop");
        sync("desiredState: Running");
        assertThat(read().getSpec().desiredState()).isEqualTo(DesiredState.Running);
    }

    /** With RespectIgnoreDifferences the live value is what Argo CD applies for a field that is ignored. */
    @Test
    void whereItIsIgnoredTheSyncLeavesItAndTheNextBatchOperationGoesOn() {
        sync("desiredState: Running");
        batch("Stop");
        sync("desiredState: " + read().getSpec().desiredState());
        assertThat(read().getSpec().desiredState()).isEqualTo(DesiredState.Stopped);
        batch("Resume");
        assertThat(read().getSpec().desiredState()).isEqualTo(DesiredState.Running);
        assertThat(owners("f:desiredState")).contains("batch-operation-resume");
    }

    @Test
    void aFieldThatGitDoesNotSetIsNobodysQuarrel() {
        sync("{}");
        batch("Start");
        sync("{}");
        assertThat(read().getSpec().desiredState()).isEqualTo(DesiredState.Running);
        assertThat(owners("f:desiredState")).containsExactly("batch-operation-start");
    }

    @Test
    void aStepThatGitConfirmsInAdvanceIsGits() {
        sync("forwardSwitchover: {autoConfirm: [StartForwardSwitchover]}");
        sync("forwardSwitchover: {autoConfirm: [StartForwardSwitchover, ProcessDatabaseObjects]}");
        batch("EnterForwardSwitchover");
        sync("forwardSwitchover: {autoConfirm: [StartForwardSwitchover]}");
        var switchover = read().getSpec().forwardSwitchover();
        assertThat(switchover.autoConfirm()).hasSize(1);
        assertThat(switchover.entered()).as("the batch operation's").isTrue();
        assertThat(owners("f:forwardSwitchover", "f:autoConfirm")).containsExactly(GIT);
    }

    /** For as long as the batch operation's manager owns the field, Argo CD ignores what Git says of it. */
    @Test
    void aFieldIsGivenBackToGitByForgettingWhoOwnsWhat() {
        assumeTrue(
                server.isReal(), "skipped: the mock keeps managedFields whatever is written; set KUBEBUILDER_ASSETS");
        sync("desiredState: Running");
        batch("Stop");
        sync("desiredState: Stopped");
        assertThat(owners("f:desiredState")).contains("batch-operation-stop");

        server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName("shop")
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\": \"replace\", \"path\": \"/metadata/managedFields\", \"value\": [{}]}]");
        assertThat(read().getSpec().desiredState()).isEqualTo(DesiredState.Stopped);
        assertThat(owners("f:desiredState")).isEmpty();
        sync("desiredState: Running");
        assertThat(read().getSpec().desiredState()).isEqualTo(DesiredState.Running);
        assertThat(owners("f:desiredState")).containsExactly(GIT);
    }

    @Test
    void gitCannotTakeBackADesiredStateThatItAloneSet() {
        assumeTrue(server.isReal(), "skipped: the mock does not know the rules of the CRD; set KUBEBUILDER_ASSETS");
        sync("desiredState: Running");
        assertThatThrownBy(() -> sync("{}")).hasMessageContaining("cannot return to NotStarted");
        batch("Resume");
        sync("{}");
        assertThat(read().getSpec().desiredState()).isEqualTo(DesiredState.Running);
    }

    /** Leaving out what Git alone had set is not forgetting it: the switchover is aborted. */
    @Test
    void aSwitchoverThatGitNoLongerMentionsIsAborted() {
        assumeTrue(server.isReal(), "skipped: the mock fills in no default where an apply drops a field");
        sync("forwardSwitchover: {entered: true}");
        assertThat(read().getSpec().forwardSwitchover().entered()).isTrue();
        sync("{}");
        assertThat(read().getSpec().forwardSwitchover().entered()).isFalse();
    }

    /** As Argo CD syncs with ServerSideApply=true. */
    private void sync(String fields) {
        var wanted = Serialization.unmarshal(
                """
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: shop, namespace: %s}
                spec:
                  source: {type: PostgreSQL, host: a, database: shop, credentialsSecretRef: {name: a}}
                  target: {type: PostgreSQL, host: b, database: shop, credentialsSecretRef: {name: b}}
                  objects: {include: ["public.*"]}
                  %s
                """.formatted(namespace, fields.equals("{}") ? "" : fields), GenericKubernetesResource.class);
        server.client().resource(wanted).fieldManager(GIT).forceConflicts().serverSideApply();
    }

    private void batch(String operation) {
        var batch = Tasks.batch("operation: " + operation);
        batch.getMetadata().setNamespace(namespace);
        editor.edit(batch, read());
    }

    private MigrationTask read() {
        return server.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName("shop")
                .get();
    }

    private List<String> owners(String... path) {
        return read().getMetadata().getManagedFields().stream()
                .filter(entry -> owns(entry, path))
                .map(ManagedFieldsEntry::getManager)
                .toList();
    }

    private static boolean owns(ManagedFieldsEntry entry, String... path) {
        var at = Serialization.jsonMapper().valueToTree(entry.getFieldsV1()).path("f:spec");
        for (var key : path) {
            at = at.path(key);
        }
        return !at.isMissingNode();
    }
}
