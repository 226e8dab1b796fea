package dev.datamigration.engine.local;

import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.EngineDriver;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;

/**
 * Performs phases and prints how long each takes, and the most heap that is used in it.
 *
 * @param shape of the database, as printed
 */
record MeasuredPhases(String shape) {
    /** Seconds that the phase took. */
    double measure(EngineDriver driver, Phase phase) {
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        var started = System.nanoTime();
        driver.pursue(new Wanted.Run(phase));
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofHours(6))
                .until(driver::report, report -> isOver(report, phase));
        var seconds = (System.nanoTime() - started) / 1e9;
        var peak =
                heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        tell("%s %.1f s, heap at most %d MB".formatted(phase, seconds, peak / 1_000_000));
        return seconds;
    }

    void tell(String what) {
        System.out.println("MEASURED " + shape + ": " + what);
    }

    private static boolean isOver(Report report, Phase phase) {
        if (report.activity() instanceof WorkerState.Failed failed) {
            throw new AssertionError(failed.phase() + ": " + failed.failure());
        }
        return report.activity().equals(new WorkerState.PhaseDone(phase));
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
