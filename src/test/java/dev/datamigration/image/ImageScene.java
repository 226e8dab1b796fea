package dev.datamigration.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.FreePort;
import dev.datamigration.testing.cluster.Probe;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The unpacked image, and one container run from it as a pod's container says. */
final class ImageScene {

    /** Known to nobody but the /etc/hosts of the container. */
    static final String DATABASE_HOST = "database.test";

    final int port = FreePort.find();
    private final Path directory;
    private final ImageArchive image;
    private final Path root;
    private final Map<String, Path> mounts = new HashMap<>();

    ImageScene(Path directory) throws IOException {
        this.directory = directory;
        image = ImageArchive.open(Files.createDirectory(directory.resolve("image")));
        root = Files.createDirectory(directory.resolve("root"));
        image.unpackInto(root);
        mount(
                "/etc/hosts",
                Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost " + DATABASE_HOST + "\n"));
    }

    void mount(String where, Path what) {
        mounts.put(where, what);
    }

    /** Makes a file to be mounted, or a directory of some. */
    Path file(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    Path directory(String name) {
        return directory.resolve(name);
    }

    /** Returns when that path is answered well; says how long it took. */
    Container start(String role, io.fabric8.kubernetes.api.model.Container pod, Map<String, String> more, URI readiness)
            throws IOException {
        var environment =
                new HashMap<>(pod.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue)));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.putAll(more);
        var log = log(role);
        Files.deleteIfExists(log);
        var begun = System.nanoTime();
        var container = Container.start(image, root, environment, mounts, log);
        var probe = Probe.of(readiness);
        Awaitility.await(readiness + ", see " + log)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    assertThat(container.isAlive()).as("alive, see %s", log).isTrue();
                    return probe.succeeds();
                });
        System.out.printf(
                "%s from the image: ready after %.1f s and %.1f s of processor time, %s%n",
                role, (System.nanoTime() - begun) / 1e9, processorSeconds(container), javaVersion());
        return container;
    }

    static Path log(String role) {
        return CrdFiles.projectDirectory().resolve("target/image/" + role + ".log");
    }

    /** What a start costs however busy the machine is: the kernel's hundredths of seconds in user and system mode. */
    private static double processorSeconds(Container container) throws IOException {
        var fields = container.proc("stat").replaceFirst(".*\\) ", "").split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private String javaVersion() throws IOException {
        try (var lines = Files.lines(root.resolve("opt/java/release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .findFirst()
                    .orElse("");
        }
    }

    /** Neither root nor able to change what it was started from, and without capabilities. */
    static void assertConfined(Container container) throws IOException {
        var status = container.proc("status");
        if (Container.isRoot()) {
            assertThat(status).containsPattern("Uid:\\s+65532\\s+65532").containsPattern("CapEff:\\s+0{16}\\b");
        }
        assertThat(status).as("it is process 1 of its namespace").containsPattern("NSpid:.*\\s1\\n");
        assertThat(container.proc("mountinfo").lines().filter(line -> line.contains(" / ro,")))
                .as("the root file system, read-only")
                .hasSize(1);
    }
}
