package dev.datamigration.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Kubectl;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.Printed;
import dev.datamigration.testing.operator.OperatorProcess;
import dev.datamigration.testing.traffic.CountingProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever keeps the operator from working, it says what it is, and what to do about it. */
class HealthAnswersIT {
    private static final String READY = "/q/health/ready";
    private static final String LIVE = "/q/health/live";

    private final Path directory = CrdFiles.projectDirectory().resolve("target/health");
    private String namespace;
    private Path log;

    @BeforeEach
    void directory() throws IOException {
        Files.createDirectories(directory);
    }

    @Test
    void anApiServerThatIsAwayMakesItUnreadyButNotDead() {
        var server = ApiServer.shared();
        named(server, "away");
        try (var proxy = CountingProxy.start(server.client().getConfiguration());
                var operator = start(proxy.kubeconfig(directory.resolve("away.kubeconfig")))) {
            operator.awaitReady(Patience.LIMIT);
            proxy.cut();
            awaitAnswer(operator, "DOWN", "cannot be reached: ", "http://127.0.0.1:");
            assertThat(operator.get(LIVE)).contains("\"UP\"").doesNotContain("DOWN");
            proxy.mend();
            operator.awaitReady(Patience.LIMIT);
        }
    }

    @Test
    void aRightTakenAwayIsNamed() {
        var server = ApiServer.realOrSkip();
        named(server, "rights");
        var account = new Restricted(server, namespace);
        account.may(Restricted.everythingWith("migrationtasks", "migrationtasks/status", "batchoperations"));
        try (var proxy = CountingProxy.start(Restricted.nobody(server));
                var operator = start(proxy.kubeconfig(directory.resolve("rights.kubeconfig"), account.token()))) {
            operator.awaitReady(Patience.LIMIT);
            account.may(Restricted.everythingWith("migrationtasks", "migrationtasks/status"));
            proxy.cut();
            proxy.mend();
            awaitAnswer(
                    operator,
                    "batchoperation",
                    "cannot list resource \\\"batchoperations\\\"",
                    "system:serviceaccount:" + namespace + ":operator",
                    "helm upgrade");
            account.may(Restricted.everythingWith("migrationtasks", "migrationtasks/status", "batchoperations"));
            awaitAnswer(operator, "\"UP\"");
        }
    }

    @Test
    @Tag("long")
    void aRightThatLacksAtTheStartIsNamedInTheLastLines() throws IOException {
        var server = ApiServer.realOrSkip();
        named(server, "norights");
        var account = new Restricted(server, namespace);
        account.may(Restricted.everythingWith("migrationtasks", "migrationtasks/status"));
        try (var proxy = CountingProxy.start(Restricted.nobody(server));
                var operator = start(proxy.kubeconfig(directory.resolve("norights.kubeconfig"), account.token()))) {
            assertThat(operator.awaitExit(Patience.LIMIT)).isNotZero();
            assertThat(Files.readString(log))
                    .contains("the operator cannot work: ")
                    .contains("cannot list resource \"batchoperations\"")
                    .contains("helm upgrade");
        }
    }

    @Test
    @Tag("long")
    void anApiServerThatIsAwayAtTheStartIsNamed() throws IOException {
        named(ApiServer.shared(), "nowhere");
        var proxy = CountingProxy.start(ApiServer.shared().client().getConfiguration());
        proxy.close();
        // as ever it tries ten times, which takes two minutes
        var impatient = List.of("-Dquarkus.kubernetes-client.request-retry-backoff-limit=1");
        try (var operator = start(proxy.kubeconfig(directory.resolve("nowhere.kubeconfig")), impatient)) {
            assertThat(operator.awaitExit(Patience.LIMIT)).isNotZero();
            assertThat(Files.readString(log))
                    .contains("the operator cannot work: the API server http://127.0.0.1:")
                    .contains("cannot be reached: ");
        }
    }

    private static void deleteCrdOfBatches(ApiServer server) {
        server.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("batchoperations.datamigration.dev")
                .delete();
    }

    @Test
    @Tag("long")
    void missingCrdsAreNamed() throws IOException {
        try (var server = ApiServer.startRealOrSkip()) {
            named(server, "crds");
            try (var operator = start(server.kubeconfig())) {
                operator.awaitReady(Patience.LIMIT);
                deleteCrdOfBatches(server);
                awaitAnswer(operator, "the CRDs of BatchOperation are not installed: kubectl apply --server-side");
                var printed = Printed.statement(operator.get(READY).replace("\"", ";"), "kubectl apply");
                var whereTheSourcesAre =
                        printed.replace("crds/", CrdFiles.projectDirectory().resolve("crds") + "/");
                new Kubectl(server.kubeconfig()).enter(whereTheSourcesAre);
                awaitAnswer(operator, "\"UP\"");
                deleteCrdOfBatches(server);
                awaitAnswer(operator, "the CRDs of BatchOperation are not installed");
            }
            try (var operator = start(server.kubeconfig())) {
                assertThat(operator.awaitExit(Patience.LIMIT)).isNotZero();
                assertThat(Files.readString(log))
                        .contains(
                                "the operator cannot work: the CRDs of BatchOperation are not installed: kubectl apply");
            }
        }
    }

    @Test
    @Tag("long")
    void aLeaseThatIsLostEndsTheProcessAndTheLogSaysSo() throws IOException {
        var server = ApiServer.realOrSkip();
        named(server, "lease");
        var options = List.of(
                "-Ddatamigration.leader-election.enabled=true",
                "-Ddatamigration.leader-election.lease-namespace=" + namespace,
                "-Ddatamigration.leader-election.lease-duration=4s",
                "-Ddatamigration.leader-election.renew-deadline=3s",
                "-Ddatamigration.leader-election.retry-period=1s");
        try (var proxy = CountingProxy.start(server.client().getConfiguration());
                var operator = start(proxy.kubeconfig(directory.resolve("lease.kubeconfig")), options)) {
            operator.awaitReady(Patience.LIMIT);
            awaitAnswer(operator, "\"leader\"");
            proxy.cut();
            assertThat(operator.awaitExit(Patience.LIMIT)).isNotZero();
            assertThat(Files.readString(log)).contains("the Lease " + namespace + "/data-migration-operator is lost");
        }
    }

    /** The Lease lasts so long that nobody can have waited for its end. */
    @Test
    @Tag("long")
    void aReplicaThatIsToldToEndGivesItsLeaseBack() throws IOException {
        var server = ApiServer.realOrSkip();
        named(server, "given-back");
        var options = List.of(
                "-Ddatamigration.leader-election.enabled=true",
                "-Ddatamigration.leader-election.lease-namespace=" + namespace,
                "-Ddatamigration.leader-election.lease-duration=1800s",
                "-Ddatamigration.leader-election.renew-deadline=1700s");
        try (var first = start(server.kubeconfig(), options)) {
            first.awaitReady(Patience.LIMIT);
            awaitAnswer(first, "\"leader\"");
            try (var second = start(server.kubeconfig(), options)) {
                second.awaitReady(Patience.LIMIT);
                awaitAnswer(second, "\"standby\"");
                first.stop();
                var stopped = System.nanoTime();
                awaitAnswer(second, "\"role\": \"leader\"");
                var took = Duration.ofNanos(System.nanoTime() - stopped);
                System.getLogger(HealthAnswersIT.class.getName())
                        .log(System.Logger.Level.INFO, "led {0} after the other one had ended", took);
            }
        }
        assertThat(Files.readString(log)).doesNotContain("is lost");
    }

    private void named(ApiServer server, String name) {
        namespace = server.newNamespace("health-" + name);
        log = directory.resolve(namespace + ".log");
    }

    private OperatorProcess start(Path kubeconfig) {
        return start(kubeconfig, List.of());
    }

    private OperatorProcess start(Path kubeconfig, List<String> more) {
        var options = new ArrayList<>(OperatorProcess.optionsFor(namespace, 256));
        options.addAll(more);
        return OperatorProcess.start(
                OperatorProcess.packagedApplication(CrdFiles.projectDirectory()), kubeconfig, log, options);
    }

    private static void awaitAnswer(OperatorProcess operator, String... parts) {
        await().untilAsserted(() -> assertThat(operator.get(READY)).contains(parts));
    }
}
