package dev.datamigration.faults.scene;

import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.operator.OperatorProcess;
import dev.datamigration.testing.traffic.CountingProxy;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One replica of the operator, and its own way to the API server. */
public final class Replica implements AutoCloseable {
    private final CountingProxy api;
    private final Path kubeconfig;
    private final Path log;
    private final List<String> options;
    private final Map<String, String> environment;
    private OperatorProcess process;
    private boolean down;

    Replica(Config server, Path directory, int number, List<String> options, int clockMinutes) {
        this.environment = MovedClock.environment(clockMinutes);
        this.api = CountingProxy.start(server);
        this.kubeconfig = api.kubeconfig(directory.resolve("operator-" + number + ".kubeconfig"));
        this.log = directory.resolve("operator-" + number + ".log");
        this.options = options;
    }

    /** Starts it where it does not run, and returns at once. */
    synchronized void start() {
        down = false;
        if (process == null || !process.isAlive()) {
            process = OperatorProcess.start(
                    OperatorProcess.packagedApplication(CrdFiles.projectDirectory()),
                    kubeconfig,
                    log,
                    options,
                    environment);
            Lifeline.ofSuite().hold(process.pid());
        }
    }

    /** What stands between it and the API server. */
    public CountingProxy api() {
        return api;
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    synchronized boolean isReady() {
        return process != null && process.isReady();
    }

    synchronized long pid() {
        return process.pid();
    }

    /** As a kubelet does with a process that has ended by itself. Whether it had. */
    synchronized boolean startIfEnded() {
        var ended = !down && process != null && !process.isAlive();
        if (ended) {
            start();
        }
        return ended;
    }

    public synchronized void kill() {
        down = true;
        process.kill();
    }

    public synchronized void hold() {
        Signals.stop(process.pid());
    }

    public synchronized void resume() {
        Signals.go(process.pid());
    }

    /** Has it write down what its threads are doing. */
    public synchronized void dumpThreads() {
        if (isAlive()) {
            Signals.quit(process.pid());
        }
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            resume();
            process.kill();
        }
        api.close();
    }
}
