package dev.datamigration.bench.report;

import dev.datamigration.bench.measure.Comparison;
import dev.datamigration.bench.measure.Measured;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Medians and ratios as a table of Markdown.
 *
 * @param amount done in one run, or 0 where a rate says nothing
 * @param unit of the amount
 */
public record ComparisonTable(Comparison comparison, long amount, String unit) {

    public String markdown() {
        var text = new StringBuilder("| | Seconds, each round | Median | ");
        text.append(
                amount > 0 ? unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1) + " a second | " : "");
        text.append("Ratio |\n|---|---|---|").append(amount > 0 ? "---|" : "").append("---|\n");
        comparison.measured().forEach(measured -> text.append(row(measured)));
        comparison
                .absent()
                .forEach(absent -> text.append("| ")
                        .append(absent.name())
                        .append(" | not run: ")
                        .append(absent.why())
                        .append(amount > 0 ? " | | | |\n" : " | | |\n"));
        return text.toString();
    }

    private String row(Measured measured) {
        var rounds = measured.seconds().stream().map(ComparisonTable::seconds).collect(Collectors.joining(", "));
        var rate = amount > 0 ? String.format(Locale.ROOT, " %,.0f |", amount / measured.median()) : "";
        var ratio = measured.equals(comparison.ours())
                ? ""
                : String.format(Locale.ROOT, "%.2f", comparison.ratio(measured));
        return "| %s | %s | %s |%s %s |%n"
                .formatted(measured.name(), rounds, seconds(measured.median()), rate, ratio)
                .replace("  |", " |");
    }

    /** Two places where one would say too little. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.2f" : "%.1f", seconds);
    }
}
