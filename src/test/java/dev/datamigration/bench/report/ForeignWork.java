package dev.datamigration.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;

/**
 * Sees how much other processes work. The load of a machine says it of the last minute, in which the bench before was running, and
 * Maven.
 */
final class ForeignWork {
    private static final Path COUNTERS = Path.of("/proc/stat");
    private static final Duration WINDOW = Duration.ofSeconds(5);

    /** Of the first line, in proc(5): user, nice, system, idle, iowait and so on. */
    private static final int IDLE = 3;

    private static final int WAITING = 4;

    private ForeignWork() {}

    /** Returns which share of all processors others used for some seconds from now, 0 to 1; negative where nobody knows. */
    static double share(OperatingSystemMXBean system) {
        if (!Files.exists(COUNTERS)) {
            return -1;
        }
        var before = counters();
        var own = system.getProcessCpuTime();
        var begin = System.nanoTime();
        Awaitility.await().pollDelay(WINDOW).until(() -> true);
        var after = counters();
        var all = sum(after) - sum(before);
        var unused = after[IDLE] + after[WAITING] - before[IDLE] - before[WAITING];
        var ownShare = (double) (system.getProcessCpuTime() - own)
                / ((System.nanoTime() - begin) * system.getAvailableProcessors());
        return all == 0 ? -1 : Math.max(0, 1 - (double) unused / all - ownShare);
    }

    private static long sum(long[] counters) {
        return Arrays.stream(counters).sum();
    }

    /** Up to the time that is stolen: what guests use is in that of users. */
    private static long[] counters() {
        try (var lines = Files.lines(COUNTERS)) {
            return Arrays.stream(lines.findFirst().orElseThrow().split(" +"))
                    .skip(1)
                    .limit(8)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
