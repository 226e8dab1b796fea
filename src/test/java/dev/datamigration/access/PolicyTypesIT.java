package dev.datamigration.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.cluster.ControllerManager;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ExpressionWarning;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cluster checks the policies' expressions against the types of our kinds: every field in them exists. */
class PolicyTypesIT {
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void noExpressionNamesWhatIsNotThere(boolean secondPerson) {
        var api = ApiServer.realOrSkip();
        Assumptions.assumeTrue(ControllerManager.isAvailable(), "skipped: needs kube-controller-manager, too");
        var log = CrdFiles.projectDirectory().resolve("target/policy-types-controller-manager.log");
        try (var installation = new Installation("enabled: true, secondPerson: " + secondPerson);
                var controllers = ControllerManager.start(
                        api.kubeconfig(), log, List.of("validatingadmissionpolicy-status-controller"))) {
            var name = installation.namespace() + "-approval";
            var batches = name + "-batch";
            assertThat(warnings(installation.admin(), name)).isEmpty();
            assertThat(warnings(installation.admin(), batches)).isEmpty();
            installation
                    .admin()
                    .resources(ValidatingAdmissionPolicy.class)
                    .withName(batches)
                    .edit(policy -> {
                        policy.getSpec().getValidations().get(0).setExpression("object.spec.nosuch == 1");
                        return policy;
                    });
            assertThat(warnings(installation.admin(), batches))
                    .as("one that is wrong is found")
                    .hasSize(1);
        }
    }

    private static List<ExpressionWarning> warnings(KubernetesClient client, String policy) {
        return await("the types of " + policy)
                .until(
                        () -> client.resources(ValidatingAdmissionPolicy.class)
                                .withName(policy)
                                .get(),
                        found -> found.getStatus() != null
                                && found.getMetadata()
                                        .getGeneration()
                                        .equals(found.getStatus().getObservedGeneration()))
                .getStatus()
                .getTypeChecking()
                .getExpressionWarnings();
    }
}
