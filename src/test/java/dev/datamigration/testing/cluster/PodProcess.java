package dev.datamigration.testing.cluster;

import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.operator.OperatorProcess;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The one container of a pod, as a process of this machine with an address of its own. */
final class PodProcess {
    private final String ip;
    private final Map<String, String> environment;
    private final Path log;
    private final HostsFile hosts;
    private final Probe probe;
    private Process process;
    private int restarts = -1;

    PodProcess(Pod pod, String ip, Map<String, String> environment, Path log, HostsFile hosts) {
        this.ip = ip;
        this.environment = environment;
        this.log = log;
        this.hosts = hosts;
        this.probe = Probe.ofReadiness(pod, ip);
    }

    /** As the image's entry point does, but for what costs a process of seconds more time than it saves. */
    void start() {
        var application = OperatorProcess.packagedApplication(CrdFiles.projectDirectory());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OperatorProcess.SHORT_LIVED);
        command.addAll(List.of(
                "-Djdk.net.hosts.file=" + hosts.path(),
                "-Dsun.net.inetaddr.ttl=0",
                "-Dsun.net.inetaddr.negative.ttl=0",
                "-jar",
                application.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().remove("KUBECONFIG");
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_HOST", ip);
        try {
            process = builder.start();
            restarts++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String ip() {
        return ip;
    }

    int restarts() {
        return restarts;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() {
        return isAlive() && probe.succeeds();
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGTERM; returns when it is gone. */
    void stop() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
