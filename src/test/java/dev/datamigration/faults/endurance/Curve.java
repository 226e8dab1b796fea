package dev.datamigration.faults.endurance;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Draws samples as lines over the number of changes, in megabytes. */
final class Curve {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 60;
    private static final int BOTTOM = 40;

    private final List<Sample> samples;
    private final double most;

    Curve(List<Sample> samples) {
        this.samples = samples;
        this.most = samples.stream()
                .mapToLong(sample -> Math.max(sample.resident(), sample.retained()))
                .max()
                .orElse(1);
    }

    String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %s%s%s%s</svg>
                """.formatted(
                        WIDTH + LEFT + 20,
                        HEIGHT + BOTTOM + 30,
                        axes(),
                        line("resident memory", "#1f77b4", 0, Sample::resident),
                        line("heap in use, rubbish included", "#2ca02c", 190, Sample::heap),
                        line("log retained on the source", "#d62728", 430, Sample::retained));
    }

    private String axes() {
        var text = new StringBuilder();
        for (var part = 0; part <= 4; part++) {
            var y = y(most * part / 4);
            text.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/><text x=\"4\" y=\"%.1f\">%d MB</text>%n",
                    LEFT,
                    y,
                    LEFT + WIDTH,
                    y,
                    y + 4,
                    (long) (most * part / 4) >> 20));
            text.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f M changes</text>%n",
                    x(last() * part / 4),
                    HEIGHT + BOTTOM,
                    last() * part / 4.0 / 1e6));
        }
        return text.toString();
    }

    private String line(String name, String colour, int legend, ToLongFunction<Sample> value) {
        var points = new StringBuilder();
        samples.forEach(sample -> points.append(
                String.format(Locale.ROOT, "%.1f,%.1f ", x(sample.changes()), y(value.applyAsLong(sample)))));
        return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/><text x=\"%d\" y=\"14\" fill=\"%s\">%s</text>%n"
                .formatted(colour, points.toString().trim(), LEFT + legend, colour, name);
    }

    private long last() {
        return Math.max(1, samples.get(samples.size() - 1).changes());
    }

    private double x(double changes) {
        return LEFT + WIDTH * changes / last();
    }

    private double y(double bytes) {
        return 20 + HEIGHT * (1 - bytes / most);
    }
}
