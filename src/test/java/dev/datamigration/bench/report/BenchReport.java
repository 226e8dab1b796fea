package dev.datamigration.bench.report;

import dev.datamigration.bench.measure.Comparison;
import java.time.LocalDate;

/**
 * What a run of a bench has to say.
 *
 * @param name of the bench
 * @param work a sentence
 * @param servers as part of a sentence
 */
public record BenchReport(
        String name,
        String title,
        Wanted wanted,
        String work,
        ComparisonTable table,
        Machine machine,
        String servers,
        LocalDate date) {

    /** In the document. */
    public String part() {
        return """
                %s.

                %s%s
                %s

                %s

                Measured on %s with %s, on %s.
                """.formatted(
                        work,
                        warning(),
                        table.markdown(),
                        wanted.verdict(comparison()),
                        PerformanceDocument.link(name, title),
                        date,
                        servers,
                        machine.description());
    }

    public String svg() {
        return new BarChart(title, comparison()).svg();
    }

    private String warning() {
        return machine.isBusy()
                ? "**The machine was busy with other work: the figures show that the bench runs, and no more.**\n\n"
                : "";
    }

    private Comparison comparison() {
        return table.comparison();
    }
}
