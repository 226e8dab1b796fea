package dev.datamigration.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine that figures are of.
 *
 * @param memoryBytes of it all
 * @param processor as it calls itself
 * @param fileSystem of the servers' data
 * @param java of ours
 * @param load processes that wanted to run, on average over the last minute before the bench; negative where nobody knows
 */
public record Machine(
        int cores, long memoryBytes, String processor, String system, String fileSystem, String java, double load) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** The start of the bench itself, with Maven, is in the load of that minute. */
    private static final double BUSY_SHARE = 0.5;

    public static Machine now() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                processorName(),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                fileSystemOfData(),
                System.getProperty("java.version"),
                system.getSystemLoadAverage());
    }

    /** Whether others had a part of it that cannot be overlooked. */
    public boolean isBusy() {
        return load > cores * BUSY_SHARE;
    }

    public String description() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GiB of memory, %s, data on %s, Java %s, load before it began %s",
                cores,
                processor,
                memoryBytes / (double) (1L << 30),
                system,
                fileSystem,
                java,
                load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load));
    }

    private static String processorName() {
        if (!Files.exists(PROCESSORS)) {
            return "processor unknown";
        }
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileSystemOfData() {
        try {
            return Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))
                    .type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
