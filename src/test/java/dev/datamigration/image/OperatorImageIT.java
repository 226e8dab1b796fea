package dev.datamigration.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.crash.TaskManifests;
import dev.datamigration.helm.Chart;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator from nothing but the image's contents, with the environment that the chart gives it. */
class OperatorImageIT {
    /** Where a kubeconfig names a file instead of having its content. */
    private static final Pattern FILE = Pattern.compile("(?m): \"?((?:/[^/\"\\s]+)*/([^/\"\\s]+))\"?$");

    private final ApiServer api = ApiServer.shared();
    private final String namespace = api.newNamespace("image");

    @BeforeAll
    static void possible() throws Exception {
        dev.datamigration.image.Container.assumePossible();
    }

    @Test
    void movesADatabaseAndEndsWhenTold(@TempDir Path directory) throws Exception {
        var scene = new ImageScene(directory);
        mountKubeconfig(scene);
        var container = container();
        var ready = URI.create("http://127.0.0.1:" + scene.port
                + container.getReadinessProbe().getHttpGet().getPath());
        var environment = Map.of(
                "KUBECONFIG", "/etc/operator/kubeconfig",
                "HOSTNAME", "operator-from-image",
                // does not start without an archive of classes that fits
                "JDK_JAVA_OPTIONS", "-XshowSettings:properties -Xshare:on",
                "QUARKUS_HTTP_PORT", String.valueOf(scene.port));
        try (var operator = scene.start("operator", container, environment, ready)) {
            ImageScene.assertConfined(operator);
            assertThat(ImageScene.log("operator"))
                    .content()
                    .as("else names of tables would be question marks in the log")
                    .containsPattern("sun.jnu.encoding = UTF-8");
            migrate();
            assertThat(operator.terminate(Duration.ofSeconds(120)))
                    .as("exit code after SIGTERM")
                    .isEqualTo(143);
        }
    }

    /** With the files that it names, which are in a directory that the container does not see. */
    private void mountKubeconfig(ImageScene scene) throws IOException {
        var kubeconfig = Files.readString(api.kubeconfig());
        for (var named = FILE.matcher(kubeconfig); named.find(); ) {
            var file = Path.of(named.group(1));
            scene.file("api/" + file.getFileName(), Files.readString(file));
        }
        scene.file("api/kubeconfig", FILE.matcher(kubeconfig).replaceAll(": /etc/operator/$2"));
        scene.mount("/etc/operator", scene.directory("api"));
    }

    private Container container() {
        var command = Chart.template(namespace)
                .set("engine.runIn", "local")
                .set("javaOptions", "-Xmx256m")
                // the mock cannot say which rights the operator has, which whoever wants to lead asks first
                .set("leaderElection.enabled", api.isReal())
                .set("replicas", api.isReal() ? 2 : 1)
                .set("watchNamespaces[0]", namespace)
                .set("databases.allowedNetworks[0]", "127.0.0.0/8");
        return Chart.render(command).stream()
                .filter(object -> object.getKind().equals("Deployment"))
                .map(object -> Serialization.unmarshal(Serialization.asYaml(object), Deployment.class))
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    private void migrate() {
        var source = PostgresServers.source().createDatabase("image_source");
        var target = PostgresServers.target().createDatabase("image_target");
        source.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.orders (id int PRIMARY KEY, item text NOT NULL, price numeric(9, 2), at timestamptz)",
                "INSERT INTO shop.orders SELECT i, 'Grüße ' || i, i / 7.0, now() FROM generate_series(1, 5000) i");
        var client = api.client();
        client.resource(TaskManifests.secret("shop-source", source))
                .inNamespace(namespace)
                .create();
        client.resource(TaskManifests.secret("shop-target", target))
                .inNamespace(namespace)
                .create();
        client.resource(TaskManifests.task("shop", byName(source), byName(target), 1_000_000))
                .inNamespace(namespace)
                .create();
        var task = client.resources(MigrationTask.class).inNamespace(namespace).withName("shop");
        await("verified, see target/image/operator.log").until(() -> isVerified(task.get()));
        assertThat(DatabaseComparer.compare(source, target)).isNotEmpty().allMatch(table -> table.same());
    }

    /** So that looking up names is shown to work in the image. */
    private static TestDatabase byName(TestDatabase database) {
        return new TestDatabase(
                ImageScene.DATABASE_HOST, database.port(), database.name(), database.user(), database.password());
    }

    private static boolean isVerified(MigrationTask task) {
        var status = task.getStatus();
        if (status == null) {
            return false;
        }
        assertThat(status.failure()).isNull();
        return status.phase() == Phase.FullVerification
                && Boolean.TRUE.equals(status.phaseComplete())
                && Boolean.TRUE.equals(status.verification().consistent());
    }
}
