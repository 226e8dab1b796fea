package dev.datamigration.cluster;

import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;

/** A service account that may do in its namespace what a test says, and nothing else. */
final class Restricted {
    private static final String NAME = "operator";

    private final ApiServer server;
    private final String namespace;

    Restricted(ApiServer server, String namespace) {
        this.server = server;
        this.namespace = namespace;
        server.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        server.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", NAME)
                        .addNewSubject("", "ServiceAccount", NAME, namespace)
                        .build())
                .create();
    }

    void may(PolicyRule... rules) {
        server.client()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .createOr(existing -> existing.update());
    }

    static PolicyRule everythingWith(String... resources) {
        return new PolicyRuleBuilder()
                .withApiGroups("datamigration.dev")
                .withResources(resources)
                .withVerbs("*")
                .build();
    }

    String token() {
        return server.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(NAME)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
    }

    /** To the server as nobody: whoever uses it brings a token. */
    static Config nobody(ApiServer server) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(server.client().getConfiguration().getMasterUrl())
                .withTrustCerts(true)
                .build();
    }
}
