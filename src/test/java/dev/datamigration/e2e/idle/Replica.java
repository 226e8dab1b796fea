package dev.datamigration.e2e.idle;

import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.operator.OperatorProcess;
import dev.datamigration.testing.traffic.ApiTraffic;
import dev.datamigration.testing.traffic.CountingProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A running operator as the chart would run it, and all that it asks of the API server. */
final class Replica implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final CountingProxy proxy;
    private final OperatorProcess process;
    private final long begun = System.nanoTime();

    private Replica(CountingProxy proxy, OperatorProcess process) {
        this.proxy = proxy;
        this.process = process;
    }

    static Replica start(ApiServer server, ChartContainer container, String name) {
        var directory = CrdFiles.projectDirectory().resolve("target/idle");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var proxy = CountingProxy.start(server.client().getConfiguration());
        var process = OperatorProcess.start(
                OperatorProcess.packagedApplication(CrdFiles.projectDirectory()),
                proxy.kubeconfig(directory.resolve(name + ".kubeconfig")),
                directory.resolve(name + ".log"),
                container.jvmOptions(),
                container.environment(directory));
        return new Replica(proxy, process);
    }

    /** Time from its start until it says it is ready. */
    Duration ready() {
        process.awaitReady(PATIENCE);
        return age();
    }

    /** Time from its start until it has looked at so many tasks. */
    Duration reconciled(int tasks) {
        Awaitility.await(tasks + " tasks looked at, see " + process.log())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> looks() >= tasks);
        return age();
    }

    /** Returns once it has asked nothing but about its Lease for a while. */
    void settled() {
        Awaitility.await("nothing more is asked")
                .atMost(PATIENCE)
                .during(Duration.ofSeconds(10))
                .until(new Unchanged(this::besidesLease));
    }

    private long besidesLease() {
        return proxy.traffic().requests().entrySet().stream()
                .filter(entry -> !entry.getKey().resource().equals("leases"))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private double looks() {
        return metric("reconciliations_success_total{controller_name=\"migrationtask\"");
    }

    /** As a kubelet asks it. */
    void probe() {
        process.get("/q/health/live");
        process.get("/q/health/ready");
    }

    boolean leads() {
        return metric("datamigration_leader") == 1;
    }

    ApiTraffic traffic() {
        return proxy.traffic();
    }

    /** Bytes of live objects and of the whole process, after a collection. */
    Memory memory() {
        run("jcmd", String.valueOf(process.pid()), "GC.run");
        return new Memory((long) metric("jvm_memory_used_bytes{area=\"heap\""), status("VmRSS"), status("VmHWM"));
    }

    /** What of the heap is used and resident, in bytes; {@code peak} is the most that ever was resident. */
    record Memory(long heap, long resident, long peak) {
        @Override
        public String toString() {
            return "heap %d MB, resident %d MB (at most %d MB)".formatted(heap >> 20, resident >> 20, peak >> 20);
        }
    }

    /** Processor time it has had. */
    Duration processorTime() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow();
    }

    /** The live objects by class, the largest first. */
    String histogram() {
        return run("jcmd", String.valueOf(process.pid()), "GC.class_histogram")
                .lines()
                .limit(30)
                .reduce("", (text, line) -> text + "\n" + line);
    }

    private static String run(String tool, String... arguments) {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(Arrays.asList(arguments));
        try {
            var running = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(running.getInputStream().readAllBytes());
            if (!running.waitFor(60, TimeUnit.SECONDS) || running.exitValue() != 0) {
                throw new IllegalStateException(tool + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long status(String field) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                            .filter(line -> line.startsWith(field + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                            .sum()
                    * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum of the series that begin so. */
    private double metric(String beginning) {
        return process.get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.stop();
        proxy.close();
    }
}
