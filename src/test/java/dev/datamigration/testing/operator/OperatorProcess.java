package dev.datamigration.testing.operator;

import dev.datamigration.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * A running operator, started from the packaged application. Its output is appended to a log file, so that operators
 * started one after the other may share one.
 */
public final class OperatorProcess implements AutoCloseable {
    /** Options of a JVM that lives for seconds: most of its processor time would go into optimising code and into collectors. */
    public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final OperatorHealth health;

    private OperatorProcess(Process process, Path log, OperatorHealth health) {
        this.process = process;
        this.log = log;
        this.health = health;
    }

    /** Where {@code mvn package} puts the application, below a project directory. */
    public static Path packagedApplication(Path project) {
        return project.resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar");
    }

    /** Options of an operator that a test starts: it looks at nothing but this namespace, where nobody else's tasks are. */
    public static List<String> optionsFor(String namespace, int heapMegabytes) {
        var options = new ArrayList<>(SHORT_LIVED);
        options.add("-Xmx" + heapMegabytes + "m");
        options.add("-Dquarkus.operator-sdk.namespaces=" + namespace);
        return options;
    }

    /**
     * Starts an operator and returns at once.
     *
     * @param application the runnable jar
     * @param kubeconfig names the API server it works for
     * @param log receives what it prints; made if it is not there
     * @param options for its JVM, such as {@code -Xmx256m} or {@code -Dquarkus.…=…}
     */
    public static OperatorProcess start(Path application, Path kubeconfig, Path log, List<String> options) {
        return start(application, kubeconfig, log, options, Map.of());
    }

    /** @param environment what the container of a pod would set */
    public static OperatorProcess start(
            Path application, Path kubeconfig, Path log, List<String> options, Map<String, String> environment) {
        if (!Files.exists(application)) {
            throw new IllegalStateException("run mvn package first: there is no " + application);
        }
        var port = FreePort.find();
        var builder = new ProcessBuilder(command(application, port, options))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        try {
            return new OperatorProcess(builder.start(), log, new OperatorHealth(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path application, int port, List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+ExitOnOutOfMemoryError");
        // the databases of tests are on this machine, which no task may name otherwise
        command.add("-Ddatamigration.databases.allowed-networks=127.0.0.0/8");
        command.addAll(options);
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.log.category.\"io.smallrye.health\".level=WARN");
        command.add("-Dquarkus.http.port=" + port);
        command.add("-jar");
        command.add(application.toString());
        return command;
    }

    /**
     * Waits until it says it is ready.
     *
     * @throws IllegalStateException if it ends before, or is not ready in time
     */
    public void awaitReady(Duration timeout) {
        awaitReady(timeout, waited -> {});
    }

    /** As {@link #awaitReady(Duration)}; whoever watches is told every ten seconds how long it has taken so far. */
    public void awaitReady(Duration timeout, Consumer<Duration> watcher) {
        var begun = System.nanoTime();
        var told = new AtomicLong();
        Awaitility.await("the operator to be ready, see " + log)
                .atMost(timeout)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(
                                "the operator ended with exit code " + process.exitValue() + ", see " + log);
                    }
                    var waited = Duration.ofNanos(System.nanoTime() - begun);
                    if (waited.toSeconds() / 10 > told.get()) {
                        told.set(waited.toSeconds() / 10);
                        watcher.accept(waited);
                    }
                    return health.isReady();
                });
    }

    /** What it answers to a GET of that path, whatever the status; empty where it does not listen. */
    public String get(String path) {
        return health.get(path);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public boolean isReady() {
        return process.isAlive() && health.isReady();
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    /** SIGKILL: it can do nothing about it. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        waitFor(STOP_TIMEOUT);
    }

    /** SIGTERM, and SIGKILL if it has not ended after half a minute. */
    public void stop() {
        process.destroy();
        if (!waitFor(STOP_TIMEOUT)) {
            kill();
        }
    }

    /** The code it ended with, once it has ended by itself. */
    public int awaitExit(Duration timeout) {
        if (!waitFor(timeout)) {
            throw new IllegalStateException("the operator has not ended, see " + log);
        }
        return process.exitValue();
    }

    private boolean waitFor(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
