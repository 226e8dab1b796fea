package dev.datamigration.bench.report;

import dev.datamigration.bench.measure.Comparison;
import java.util.Locale;

/** How fast ours is to be. */
public sealed interface Wanted {
    /** Says in a sentence what came of it. */
    String verdict(Comparison comparison);

    /**
     * Against the fastest peer.
     *
     * @param least the ratio; 1 is as fast, 2 twice as fast
     */
    record Ratio(double least) implements Wanted {
        @Override
        public String verdict(Comparison comparison) {
            return comparison
                    .best()
                    .map(best -> String.format(
                            Locale.ROOT,
                            "Against the fastest of them: %.2f (wanted: %s).",
                            comparison.ratio(best),
                            least))
                    .orElse("No peer was there to be measured against (wanted: " + least + ").");
        }
    }

    /**
     * Against one peer, however fast the others are.
     *
     * @param peer its name in the table
     * @param least the ratio
     */
    record Against(String peer, double least) implements Wanted {
        @Override
        public String verdict(Comparison comparison) {
            return comparison.measured().stream()
                    .filter(measured -> measured.name().equals(peer))
                    .findFirst()
                    .map(measured -> String.format(
                            Locale.ROOT, "Against %s: %.2f (wanted: %s).", peer, comparison.ratio(measured), least))
                    .orElse(peer + " was not there to be measured against (wanted: " + least + ").");
        }
    }

    /** By itself, whatever the peers take. */
    record Median(double most) implements Wanted {
        @Override
        public String verdict(Comparison comparison) {
            return String.format(
                    Locale.ROOT,
                    "Median %.2f s (wanted: %s at most).",
                    comparison.ours().median(),
                    most);
        }
    }

    /** By itself, where the longest counts too. */
    record Seconds(double median, double worst) implements Wanted {
        @Override
        public String verdict(Comparison comparison) {
            var ours = comparison.ours();
            return String.format(
                    Locale.ROOT,
                    "Median %.3f s (wanted: %s at most), worst %.3f s (wanted: %s at most).",
                    ours.median(),
                    median,
                    ours.most(),
                    worst);
        }
    }
}
