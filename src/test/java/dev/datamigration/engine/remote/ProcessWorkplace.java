package dev.datamigration.engine.remote;

import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.wire.Certificates;
import dev.datamigration.testing.FreePort;
import dev.datamigration.testing.operator.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs one task's worker on this machine, and starts it again when it was killed, as a kubelet does. */
final class ProcessWorkplace implements WorkerProvisioner, AutoCloseable {
    final AtomicInteger starts = new AtomicInteger();
    final AtomicInteger replacements = new AtomicInteger();
    private final Path log;
    private final int heapMegabytes;
    private final int port = FreePort.find();
    private final WorkerIdentity identity = WorkerIdentity.create("localhost");
    private final Path secret;
    private TaskId task;
    private long epoch;
    private WorkerProcess process;
    private final Map<Integer, WorkerProcess> helpers = new TreeMap<>();
    private final List<Integer> sizes = new ArrayList<>();

    ProcessWorkplace(Path log) throws IOException {
        this(log, 256);
    }

    /** @param heapMegabytes that each process may use */
    ProcessWorkplace(Path log, int heapMegabytes) throws IOException {
        this.log = log;
        this.heapMegabytes = heapMegabytes;
        this.secret = Files.createTempDirectory("worker-secret");
        Files.writeString(secret.resolve("token"), identity.token());
        Files.writeString(secret.resolve("tls.crt"), identity.certificate());
        Files.writeString(secret.resolve("tls.key"), identity.key());
    }

    WorkerAddress address() {
        return new WorkerAddress("localhost", port, identity.token(), Certificates.parse(identity.certificate()));
    }

    synchronized void startProcess() {
        process = process("localhost");
        starts.incrementAndGet();
    }

    /** Each helper has an address of its own, as a pod has. */
    private WorkerProcess process(String host) {
        return WorkerProcess.start(
                Map.of(
                        "QUARKUS_PROFILE",
                        "worker",
                        "QUARKUS_HTTP_HOST",
                        host,
                        "QUARKUS_HTTP_SSL_PORT",
                        String.valueOf(port),
                        "DATAMIGRATION_HELPERS_ADDRESS",
                        "127.0.1.%d:" + port,
                        "DATAMIGRATION_WORKER_SECRET",
                        secret.toString(),
                        "DATAMIGRATION_WORKER_TASK_UID",
                        task.uid()),
                log,
                heapMegabytes);
    }

    /** How many workers there were to be, whenever that changed. */
    synchronized List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    synchronized void killHelper(int number) {
        helpers.get(number).kill();
    }

    synchronized void startHelper(int number) {
        helpers.put(number, process("127.0.1." + number));
    }

    synchronized boolean isHelperAlive(int number) {
        return helpers.containsKey(number) && helpers.get(number).isAlive();
    }

    synchronized long pidOfHelper(int number) {
        return helpers.get(number).pid();
    }

    synchronized void killAndRestart() {
        process.kill();
        startProcess();
    }

    synchronized boolean isAlive() {
        return process.isAlive();
    }

    synchronized long pid() {
        return process.pid();
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
        return process == null ? Optional.empty() : Optional.of(new Found(epoch, address(), 1 + helpers.size()));
    }

    @Override
    public synchronized WorkerAddress start(TaskId started, long newEpoch, EngineSettings settings, int workers) {
        task = started;
        epoch = newEpoch;
        if (process == null) {
            startProcess();
        }
        resize(started, workers);
        return address();
    }

    @Override
    public synchronized void resize(TaskId resized, int workers) {
        if (sizes.isEmpty() || sizes.get(sizes.size() - 1) != workers) {
            sizes.add(workers);
        }
        for (var number = 1; number < workers; number++) {
            if (!helpers.containsKey(number)) {
                startHelper(number);
            }
        }
        helpers.entrySet().removeIf(helper -> {
            if (helper.getKey() >= workers) {
                helper.getValue().close();
                return true;
            }
            return false;
        });
    }

    @Override
    public boolean isDown(TaskId task, boolean ran) {
        return false;
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
        helpers.values().forEach(WorkerProcess::close);
        helpers.clear();
    }

    @Override
    public void close() {
        remove(null);
    }
}
