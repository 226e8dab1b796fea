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
 * @param others share of all processors that other processes used just before the bench, 0 to 1; negative where nobody knows
 */
public record Machine(
        int cores, long memoryBytes, String processor, String system, String fileSystem, String java, double others) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final double BUSY_SHARE = 0.1;

    /** Takes some seconds, in which it sees what others do. */
    public static Machine now() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                processorName(),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                fileSystemOfData(),
                System.getProperty("java.version"),
                ForeignWork.share(system));
    }

    /** Whether others had a part of it that cannot be overlooked. */
    public boolean isBusy() {
        return others > BUSY_SHARE;
    }

    public String description() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GiB of memory, %s, data on %s, Java %s, of whose processors others used %s before it began",
                cores,
                processor,
                memoryBytes / (double) (1L << 30),
                system,
                fileSystem,
                java,
                others < 0 ? "an unknown part" : String.format(Locale.ROOT, "%.0f %%", 100 * others));
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
