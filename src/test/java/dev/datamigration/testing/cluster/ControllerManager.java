package dev.datamigration.testing.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A kube-controller-manager. */
public final class ControllerManager implements AutoCloseable {
    private final Process process;

    private ControllerManager(Process process) {
        this.process = process;
    }

    /** Whether there is one beside the API server's program. */
    public static boolean isAvailable() {
        var assets = System.getenv("KUBEBUILDER_ASSETS");
        return assets != null && Files.isExecutable(program());
    }

    private static Path program() {
        return Path.of(System.getenv("KUBEBUILDER_ASSETS"), "kube-controller-manager");
    }

    /** Starts it with what makes pods, and removes what has no owner any more; returns at once. */
    public static ControllerManager start(Path kubeconfig, Path log) {
        return start(
                kubeconfig,
                log,
                List.of(
                        "deployment-controller",
                        "replicaset-controller",
                        "statefulset-controller",
                        "garbage-collector-controller"));
    }

    /** Starts it with these controllers and no other; returns at once. */
    public static ControllerManager start(Path kubeconfig, Path log, List<String> controllers) {
        try {
            var certificates = Files.createTempDirectory("controller-manager");
            return new ControllerManager(new ProcessBuilder(List.of(
                            program().toString(),
                            "--kubeconfig=" + kubeconfig,
                            "--controllers=" + String.join(",", controllers),
                            "--leader-elect=false",
                            "--bind-address=127.0.0.1",
                            "--secure-port=0",
                            "--cert-dir=" + certificates))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
