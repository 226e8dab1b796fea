package dev.datamigration.faults;

import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Runs plans, keeps what is needed to understand the bad ones, and writes one line for each to the report. */
final class Runner {
    private static final Path DIRECTORY =
            CrdFiles.projectDirectory().resolve("target").resolve("faults");

    private static final Totals TOTALS = new Totals();

    private Runner() {}

    /** What was wrong; empty for a good run. */
    static List<String> run(FaultPlan plan) {
        var directory = DIRECTORY.resolve(String.valueOf(plan.seed()));
        prepare(directory);
        var log = new RunLog(directory.resolve("run.log"));
        plan.faults().forEach(fault -> log.tell("planned: " + fault));
        var begun = Instant.now();
        List<String> faults = List.of();
        try (var run = new FaultRun(plan, directory, log)) {
            run.play();
            faults = run.faults();
        } catch (RuntimeException e) {
            log.finding("the run itself failed: " + e);
            log.tell(stackTrace(e));
        }
        report(plan, faults.size(), Duration.between(begun, Instant.now()), log.findings());
        TOTALS.add(faults, log.findings());
        write("totals.md", TOTALS.text(), StandardOpenOption.TRUNCATE_EXISTING);
        return log.findings();
    }

    private static String stackTrace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
            try (var old = Files.walk(directory)) {
                old.sorted(Comparator.reverseOrder())
                        .filter(file -> !file.equals(directory))
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void report(FaultPlan plan, int faults, Duration took, List<String> findings) {
        var line = "| %d | %s | %d | %d s | %s |%n"
                .formatted(
                        plan.seed(),
                        plan,
                        faults,
                        took.toSeconds(),
                        findings.isEmpty()
                                ? "none"
                                : String.join("; ", findings).replace('\n', ' '));
        write("report.md", line, StandardOpenOption.APPEND);
        System.out.print(line);
    }

    private static void write(String file, String text, StandardOpenOption how) {
        try {
            Files.writeString(DIRECTORY.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
