package dev.datamigration.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A process in the image's own file system, which it cannot write to, as the user that the image names and as process 1:
 * what a container engine does, but for the network, which is this machine's.
 */
final class Container implements AutoCloseable {
    private static final Path SCRIPTS =
            Path.of(System.getProperty("project.directory", "."), "src/test/resources/image");

    private final Process process;

    private Container(Process process) {
        this.process = process;
    }

    /** Skips the test where neither root nor user namespaces are there to make one. */
    static void assumePossible() throws IOException, InterruptedException {
        var command = namespaces();
        command.addAll(List.of("sh", "-c", "mount -t tmpfs tmpfs /tmp && mount -t proc proc /proc"));
        var attempt = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(attempt.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assumptions.assumeTrue(
                attempt.waitFor() == 0,
                "skipped: needs to be root, or user namespaces, to make namespaces and mount in them: " + said);
    }

    /**
     * Starts it and returns at once.
     *
     * @param image what is in root
     * @param mounts directories and files of this machine by where they are to be seen, read-only
     */
    static Container start(
            ImageArchive image, Path root, Map<String, String> environment, Map<String, Path> mounts, Path log)
            throws IOException {
        var command = namespaces();
        command.addAll(List.of("sh", SCRIPTS.resolve("container.sh").toString(), root.toString()));
        command.addAll(List.of(isRoot() ? image.text("User") : "", image.text("WorkingDir")));
        for (var mount : mounts.entrySet()) {
            makeMountPoint(root, mount.getKey(), mount.getValue());
            command.addAll(List.of(mount.getValue().toString(), mount.getKey()));
        }
        command.add("--");
        command.addAll(image.entrypoint());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        for (var variable : image.environment()) {
            var parts = variable.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        builder.environment().putAll(environment);
        return new Container(builder.start());
    }

    private static List<String> namespaces() {
        var command = new ArrayList<>(List.of("unshare"));
        if (!isRoot()) {
            command.add("--map-root-user");
        }
        command.addAll(List.of("--mount", "--pid", "--fork", "--kill-child"));
        return command;
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void makeMountPoint(Path root, String where, Path what) throws IOException {
        var point = root.resolve(where.substring(1));
        Files.createDirectories(Files.isDirectory(what) ? point : point.getParent());
        if (!Files.isDirectory(what) && !Files.exists(point)) {
            Files.createFile(point);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** A file of /proc about the process itself. */
    String proc(String file) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(inside().pid()), file));
    }

    private ProcessHandle inside() {
        return process.toHandle().children().findFirst().orElseThrow();
    }

    /** SIGTERM, as the kubelet sends it. Its exit code. */
    int terminate(Duration patience) throws InterruptedException {
        inside().destroy();
        Awaitility.await("the end of the container")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive());
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
