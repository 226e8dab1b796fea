package dev.datamigration.bench.report;

import dev.datamigration.bench.measure.Comparison;
import dev.datamigration.bench.measure.Measured;
import java.util.Locale;

/** Draws the medians of a comparison as bars, each with a line from its least to its most. */
public record BarChart(String title, Comparison comparison) {
    private static final int LEFT = 290;
    private static final int WIDTH = 380;
    private static final int RIGHT = 70;
    private static final int TOP = 34;
    private static final int ROW = 34;
    private static final int BAR = 20;
    private static final String OURS = "#1f77b4";
    private static final String PEER = "#9aa0a6";

    public String svg() {
        var rows = new StringBuilder();
        var measured = comparison.measured();
        for (var number = 0; number < measured.size(); number++) {
            rows.append(bar(measured.get(number), TOP + number * ROW, number == 0 ? OURS : PEER));
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="12" y="20" font-size="14">%s: median of seconds, shorter is faster</text>
                %s</svg>
                """.formatted(LEFT + WIDTH + RIGHT, TOP + measured.size() * ROW + 8, escaped(title), rows);
    }

    private String bar(Measured of, int top, String colour) {
        var middle = top + BAR / 2;
        return """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect x="%d" y="%d" width="%s" height="%d" fill="%s"/>
                <line x1="%s" y1="%d" x2="%s" y2="%d" stroke="black"/>
                <text x="%s" y="%d">%s</text>
                """.formatted(
                        LEFT - 8,
                        middle + 4,
                        escaped(of.name().replace("`", "")),
                        LEFT,
                        top,
                        number(length(of.median())),
                        BAR,
                        colour,
                        number(LEFT + length(of.least())),
                        middle,
                        number(LEFT + length(of.most())),
                        middle,
                        number(LEFT + length(of.most()) + 6),
                        middle + 4,
                        ComparisonTable.seconds(of.median()) + " s");
    }

    private double length(double seconds) {
        var longest =
                comparison.measured().stream().mapToDouble(Measured::most).max().orElseThrow();
        return WIDTH * seconds / longest;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
