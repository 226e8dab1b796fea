package dev.datamigration.bench;

import dev.datamigration.bench.measure.Rounds;
import dev.datamigration.bench.report.BenchReport;
import dev.datamigration.bench.report.ComparisonTable;
import dev.datamigration.bench.report.Machine;
import dev.datamigration.bench.report.PerformanceDocument;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.testing.CrdFiles;
import java.time.Duration;
import java.time.LocalDate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;

/** Runs the bench that {@code -Dbench} names, prints what came of it and writes it into docs/performance.md. */
public final class Main {
    private static final Duration PATIENCE = Duration.ofHours(6);

    /** Held, so that the setting is not collected. */
    private static final Logger ROOT = Logger.getLogger("");

    private Main() {}

    public static void main(String[] arguments) {
        ROOT.setLevel(Level.WARNING);
        Awaitility.setDefaultTimeout(PATIENCE);
        var options = Options.of(System::getProperty);
        var bench = Benches.named(options.bench());
        if (bench.isEmpty()) {
            System.err.println("-Dbench names the bench to run, one of: " + Benches.names());
            System.exit(2);
        }
        try {
            run(bench.get(), options);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        // clients of the API server may leave threads behind that are no reason to stay
        System.exit(0);
    }

    private static void run(Bench bench, Options options) throws Exception {
        var machine = Machine.now();
        try (var servers = BenchServers.start(options.postgres())) {
            say(bench.title() + ", on " + servers.description() + ", " + machine.description());
            try (var scene = bench.maker().open(servers, options.rowsOr(bench.usualRows()))) {
                say(scene.work());
                var comparison =
                        new Rounds(options.warmUps(), options.roundsOr(bench.usualRounds()), Main::say).of(scene);
                var report = new BenchReport(
                        bench.name(),
                        bench.title(),
                        bench.wanted(),
                        scene.work(),
                        new ComparisonTable(comparison, scene.amount(), scene.unit()),
                        machine,
                        servers.description(),
                        LocalDate.now());
                say("\n" + report.part());
                if (options.document()) {
                    var project = CrdFiles.projectDirectory();
                    PerformanceDocument.read(project)
                            .with(bench.name(), report.part())
                            .write(project, bench.name(), report.svg());
                }
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
