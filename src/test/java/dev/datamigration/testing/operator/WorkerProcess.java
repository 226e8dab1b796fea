package dev.datamigration.testing.operator;

import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker process on this machine, started from the packaged application as a pod's container would be. */
public final class WorkerProcess implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 256;

    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a worker and returns at once.
     *
     * @param environment what the pod sets, {@code QUARKUS_PROFILE=worker} included
     * @param log receives what it prints, after what is there already
     */
    public static WorkerProcess start(Map<String, String> environment, Path log) {
        return start(environment, log, HEAP_MEGABYTES);
    }

    /** As {@link #start(Map, Path)}, with so much memory. */
    public static WorkerProcess start(Map<String, String> environment, Path log, int heapMegabytes) {
        var application = OperatorProcess.packagedApplication(CrdFiles.projectDirectory());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OperatorProcess.SHORT_LIVED);
        command.addAll(
                List.of("-Xmx" + heapMegabytes + "m", "-XX:+ExitOnOutOfMemoryError", "-jar", application.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // A worker needs no way to an API server: it gets none that leads anywhere.
        builder.environment().put("KUBECONFIG", "/nonexistent");
        builder.environment().putAll(environment);
        try {
            return new WorkerProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGTERM; returns when it is gone. */
    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
