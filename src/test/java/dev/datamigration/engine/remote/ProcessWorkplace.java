package dev.datamigration.engine.remote;

import dev.datamigration.api.EngineSettings;
import dev.datamigration.engine.TaskId;
import dev.datamigration.testing.operator.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs one task's worker on this machine, and starts it again when it was killed, as a kubelet does. */
final class ProcessWorkplace implements Workplace, AutoCloseable {
    final AtomicInteger starts = new AtomicInteger();
    final AtomicInteger replacements = new AtomicInteger();
    private final Path log;
    private final int port = freePort();
    private final WorkerIdentity identity = WorkerIdentity.create("localhost");
    private final Path secret;
    private TaskId task;
    private long epoch;
    private WorkerProcess process;

    ProcessWorkplace(Path log) throws IOException {
        this.log = log;
        this.secret = Files.createTempDirectory("worker-secret");
        Files.writeString(secret.resolve("token"), identity.token());
        Files.writeString(secret.resolve("tls.crt"), identity.certificate());
        Files.writeString(secret.resolve("tls.key"), identity.key());
    }

    WorkerAddress address() {
        return new WorkerAddress("localhost", port, identity.token(), WorkerIdentity.parse(identity.certificate()));
    }

    synchronized void startProcess() {
        process = WorkerProcess.start(
                Map.of(
                        "QUARKUS_PROFILE", "worker",
                        "QUARKUS_HTTP_HOST", "localhost",
                        "QUARKUS_HTTP_SSL_PORT", String.valueOf(port),
                        "DATAMIGRATION_WORKER_SECRET", secret.toString(),
                        "DATAMIGRATION_WORKER_TASK_UID", task.uid()),
                log);
        starts.incrementAndGet();
    }

    synchronized void killAndRestart() {
        process.kill();
        startProcess();
    }

    synchronized void killProcess() {
        process.kill();
    }

    @Override
    public synchronized Set<String> tasks(String namespace) {
        return process == null ? Set.of() : Set.of(task.uid());
    }

    @Override
    public synchronized Optional<Found> find(TaskId sought) {
        return process == null ? Optional.empty() : Optional.of(new Found(epoch, address()));
    }

    @Override
    public synchronized WorkerAddress start(TaskId started, long newEpoch, EngineSettings settings) {
        task = started;
        epoch = newEpoch;
        if (process == null) {
            startProcess();
        }
        return address();
    }

    @Override
    public String diagnosis(TaskId asked) {
        return "it is a test";
    }

    @Override
    public synchronized void replace(TaskId replaced) {
        replacements.incrementAndGet();
        process.kill();
        startProcess();
    }

    @Override
    public synchronized void remove(TaskId removed) {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    @Override
    public void close() {
        remove(null);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
