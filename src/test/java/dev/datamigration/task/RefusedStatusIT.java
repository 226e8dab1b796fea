package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.DetailsOf;
import dev.datamigration.testing.FakeEngine;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real API server that refuses statuses: one that is too large for it, one that breaks a rule of the cluster's. */
class RefusedStatusIT {
    private final FakeEngine engine = FakeEngine.endingEveryPhase();
    private ControllerScene scene;

    @AfterEach
    void end() {
        if (scene != null) {
            scene.close();
        }
    }

    private void begin() {
        scene = new ControllerScene(ApiServer.realOrSkip(), engine);
    }

    private static WorkerDetails found(int items, int length) {
        var item = new PrecheckItem(
                "Connectivity", Side.Source, PrecheckItemStatus.Passed, "x".repeat(length), null, true);
        return DetailsOf.parts(
                new PrecheckStatus("2026-01-01T00:00:00Z", Collections.nCopies(items, item)), null, null, null, null);
    }

    @Test
    void tooLarge() {
        begin();
        engine.finding(found(400, 10_000));
        assertGoesOnReduced();
    }

    @Test
    void againstARule() {
        begin();
        forbidPrecheckItems();
        engine.finding(found(1, 10));
        assertGoesOnReduced();
    }

    private void assertGoesOnReduced() {
        scene.create("desiredState: Running");
        var status = scene.await(
                found -> found.phase() == Phase.FullVerification && Boolean.TRUE.equals(found.phaseComplete()));
        assertThat(status.conditions())
                .anyMatch(condition -> condition.getType().equals("StatusReduced")
                        && condition.getStatus().equals("True")
                        && condition.getReason().equals("WithoutLists"));
        scene.patch("{\"desiredState\": \"Ended\"}");
        scene.awaitState(TaskState.Ended);
    }

    private void forbidPrecheckItems() {
        var name = "no-items-" + scene.namespace;
        apply("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %s}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}
                    resourceRules:
                      - {apiGroups: [datamigration.dev], apiVersions: [v1alpha1], operations: [CREATE, UPDATE], resources: [migrationtasks/status]}
                  validations:
                    - {expression: "!has(object.status.precheck) || !has(object.status.precheck.items) || object.status.precheck.items.size() == 0", message: no items here, reason: Invalid}
                """.formatted(name, scene.namespace));
        apply("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %s}
                spec: {policyName: %s, validationActions: [Deny]}
                """.formatted(name, name));
        awaitPolicy();
    }

    private void apply(String manifest) {
        scene.server.client().resource(manifest).create();
    }

    /** A policy holds a moment after it was made. */
    private void awaitPolicy() {
        var probe =
                Serialization.unmarshal("""
                apiVersion: datamigration.dev/v1alpha1
                kind: MigrationTask
                metadata: {name: probe, namespace: %s}
                spec: {}
                """.formatted(scene.namespace), dev.datamigration.api.task.MigrationTask.class);
        scene.server.client().resource(probe).create();
        var refused = Map.of("status", Map.of("precheck", found(1, 1).precheck()));
        await().until(() -> {
            try {
                scene.server
                        .client()
                        .resources(dev.datamigration.api.task.MigrationTask.class)
                        .inNamespace(scene.namespace)
                        .withName("probe")
                        .subresource("status")
                        .patch(
                                io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                                        io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
                                Serialization.asJson(refused));
                return false;
            } catch (KubernetesClientException e) {
                return true;
            }
        });
    }
}
