package dev.datamigration.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API server's own answer to who may do what: everything that there is to do, asked for each role. */
class RolesIT {
    private static final List<String> VERBS = List.of(
            "get",
            "list",
            "watch",
            "create",
            "update",
            "patch",
            "delete",
            "deletecollection",
            "approve",
            "escalate",
            "*");
    private static final List<String> RESOURCES = List.of(
            "datamigration.dev/migrationtasks",
            "datamigration.dev/migrationtasks/status",
            "datamigration.dev/batchoperations",
            "datamigration.dev/batchoperations/status",
            "/secrets",
            "/configmaps",
            "/pods",
            "apps/statefulsets",
            "coordination.k8s.io/leases");

    private static Installation installation;

    @BeforeAll
    static void install() {
        installation = new Installation("enabled: false");
        installation.bind("approver", "User", "only");
    }

    @AfterAll
    static void remove() {
        if (installation != null) {
            installation.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # who | on tasks                                       | on batch operations
            vera  | get list watch                                 | get list watch
            otto  | get list watch create update patch delete      | get list watch create update patch delete
            only  | get list watch update patch approve            | get list watch create update patch
            """)
    void mayDoThisAndNothingElse(String user, String onTasks, String onBatches) {
        var expected = new TreeSet<String>();
        Set.of(onTasks.split(" ")).forEach(verb -> expected.add(verb + " datamigration.dev/migrationtasks"));
        Set.of(onBatches.split(" ")).forEach(verb -> expected.add(verb + " datamigration.dev/batchoperations"));
        var allowed = new TreeSet<String>();
        for (var resource : RESOURCES) {
            VERBS.stream()
                    .filter(verb -> isAllowed(user, verb, resource))
                    .forEach(verb -> allowed.add(verb + " " + resource));
        }
        assertThat(allowed).isEqualTo(expected);
    }

    private static boolean isAllowed(String user, String verb, String resource) {
        var parts = resource.split("/");
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user)
                .withNewResourceAttributes()
                .withNamespace(installation.namespace())
                .withGroup(parts[0])
                .withResource(parts[1])
                .withSubresource(parts.length > 2 ? parts[2] : null)
                .withVerb(verb)
                .endResourceAttributes()
                .endSpec()
                .build();
        return installation
                .admin()
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }
}
