package dev.datamigration.image;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.crash.TaskManifests;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.FreePort;
import dev.datamigration.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The application's classes as the image's JVM wants them in memory, so that it starts with a part of the work. They are those that an
 * operator loads until it has looked at a task whose databases are not there. The JVM takes the archive only where names, sizes and
 * times of all jars are those of the recording: so it is recorded, and started in the image, in the directory of the application,
 * with the times that the image gives its files.
 */
public final class ClassArchive {
    static final String NAME = "classes.jsa";

    /** As Jib sets it. */
    private static final FileTime TIME_IN_IMAGE = FileTime.fromMillis(1_000);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path runtime;
    private final Path recorded;
    private final Path archive;

    private ClassArchive(Path runtime, Path recorded, Path archive) {
        this.runtime = runtime;
        this.recorded = recorded;
        this.archive = archive;
    }

    /** @param arguments the image's Java runtime, the packaged application, and a directory to make for the archive */
    public static void main(String[] arguments) {
        try {
            make(
                    Path.of(arguments[0]).toAbsolutePath(),
                    Path.of(arguments[1]),
                    Path.of(arguments[2]).toAbsolutePath());
            // threads of the API server go on
            System.exit(0);
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void make(Path runtime, Path application, Path directory) throws IOException, InterruptedException {
        ApplicationJar.write(application);
        ImageRoot.delete(directory);
        Files.createDirectories(directory);
        var recorded = directory.resolveSibling("recorded");
        ImageRoot.delete(recorded);
        copy(application, recorded);
        new ClassArchive(runtime, recorded, directory.resolve(NAME)).record();
        ImageRoot.delete(recorded);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.setLastModifiedTime(Files.copy(file, copy), TIME_IN_IMAGE);
                }
            }
        }
    }

    private void record() throws IOException, InterruptedException {
        var api = ApiServer.mock();
        var namespace = api.newNamespace("recorded");
        var log = archive.resolveSibling("../classes.log").normalize();
        var process = start(api.kubeconfig(), namespace, log);
        try {
            lookAtATask(api, namespace, process, log);
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(archive)) {
                throw new IllegalStateException("no archive of classes was made, see " + log);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Path kubeconfig, String namespace, Path log) throws IOException {
        var builder = new ProcessBuilder(List.of(
                        runtime.resolve("bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-Ddatamigration.databases.allowed-networks=127.0.0.0/8",
                        "-Dquarkus.operator-sdk.namespaces=" + namespace,
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + FreePort.find(),
                        "-jar",
                        ApplicationJar.NAME))
                .directory(recorded.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        return builder.start();
    }

    private static void lookAtATask(ApiServer api, String namespace, Process process, Path log) {
        var source = nowhere("source");
        var target = nowhere("target");
        for (var database : List.of(source, target)) {
            api.client()
                    .resource(TaskManifests.secret("task-" + database.name(), database))
                    .inNamespace(namespace)
                    .create();
        }
        api.client()
                .resource(TaskManifests.task("task", source, target, 1))
                .inNamespace(namespace)
                .create();
        var task = api.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName("task");
        Awaitility.await("a precheck that fails, see " + log).atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the operator ended, see " + log);
            }
            var status = task.get().getStatus();
            return status != null && status.failure() != null;
        });
    }

    /** Where nobody listens. */
    private static TestDatabase nowhere(String name) {
        return new TestDatabase("127.0.0.1", 1, name, "nobody", "nothing");
    }
}
