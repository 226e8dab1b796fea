package dev.datamigration.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.lifecycle.model.Requesters;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class FieldOwnersTest {

    private static Requesters owners(String metadata) {
        return owners(1, metadata);
    }

    private static Requesters owners(int round, String metadata) {
        return owners(RequesterSource.Manager, round, metadata);
    }

    private static Requesters owners(RequesterSource source, int round, String metadata) {
        return FieldOwners.of(
                Serialization.unmarshal(
                        "apiVersion: datamigration.dev/v1alpha1\nkind: MigrationTask\nspec: {forwardSwitchover: {round: "
                                + round + "}}\nmetadata:\n" + metadata.indent(2),
                        MigrationTask.class),
                source);
    }

    @Test
    void theLatestOwnerOfTheFieldCounts() {
        assertThat(owners(2, """
                        managedFields:
                        - {manager: kubectl-create, operation: Update, time: "2026-01-01T00:00:00Z",
                           fieldsV1: {"f:spec": {"f:desiredState": {}, "f:resumeNonce": {}}}}
                        - {manager: argocd-controller, operation: Apply, time: "2026-01-02T00:00:00Z",
                           fieldsV1: {"f:spec": {"f:desiredState": {}}}}
                        - {manager: somebody, operation: Update, time: "2026-01-03T00:00:00Z",
                           fieldsV1: {"f:spec": {"f:fullVerification": {"f:skip": {}}}}}
                        - {manager: batch, operation: Apply, time: "2026-01-03T00:00:00Z",
                           fieldsV1: {"f:spec": {"f:forwardSwitchover": {"f:entered": {}, "f:decision": {"f:step": {}}}}}}
                        - {manager: git, operation: Apply, time: "2026-01-04T00:00:00Z",
                           fieldsV1: {"f:spec": {"f:forwardSwitchover": {"f:round": {}, "f:autoConfirm": {}}}}}
                        """))
                .isEqualTo(
                        new Requesters("argocd-controller", "kubectl-create", "somebody", "git", "batch", "git", null));
    }

    @Test
    void whoLeftTheFirstRoundAtItsDefaultHasNotEnteredIt() {
        assertThat(owners(1, """
                        managedFields:
                        - {manager: creator, operation: Update, time: "2026-01-02T00:00:00Z",
                           fieldsV1: {"f:spec": {"f:forwardSwitchover": {"f:round": {}}}}}
                        - {manager: batch, operation: Apply, time: "2026-01-01T00:00:00Z",
                           fieldsV1: {"f:spec": {"f:forwardSwitchover": {"f:entered": {}}}}}
                        """).entered()).isEqualTo("batch");
    }

    private static final String CLAIM = """
            annotations: {datamigration.dev/requested-by: the-boss}
            managedFields:
            - {manager: batch, operation: Apply, time: "2026-01-02T00:00:00Z",
               fieldsV1: {"f:metadata": {"f:annotations": {"f:datamigration.dev/requested-by": {}}},
                          "f:spec": {"f:desiredState": {}}}}
            - {manager: kubectl-edit, operation: Update, time: "2026-01-03T00:00:00Z",
               fieldsV1: {"f:spec": {"f:resumeNonce": {}}}}
            """;

    /** Whoever may edit a task may write any name there. */
    @Test
    void whatAManagerSaysOfOthersIsToldAsItsWord() {
        assertThat(owners(RequesterSource.Manager, 1, CLAIM))
                .isEqualTo(new Requesters(
                        "batch (for the-boss, as it says)", "kubectl-edit", null, null, null, null, null));
    }

    @Test
    void whereThePolicyHoldsAManagerMaySayOnWhoseBehalfItActs() {
        assertThat(owners(RequesterSource.Annotation, 1, CLAIM))
                .isEqualTo(new Requesters("the-boss", "kubectl-edit", null, null, null, null, null));
    }

    @Test
    void nobodyIsKnownWithoutManagedFields() {
        assertThat(owners("name: shop")).isEqualTo(Requesters.NOBODY);
    }
}
