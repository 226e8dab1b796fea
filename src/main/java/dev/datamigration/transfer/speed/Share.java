package dev.datamigration.transfer.speed;

import java.util.Comparator;
import java.util.List;

/**
 * Decides which part of its full speed work may take: half as much with each look that finds something above its bound, and
 * a little more with each that finds everything well below. Pure.
 *
 * @param value 0 to 1
 * @param limitedBy what it last became smaller for; null at full speed
 */
record Share(double value, Signal limitedBy) {
    static final Share FULL = new Share(1, null);

    private static final double LESS = 0.5;
    private static final double MORE = 0.05;

    /**
     * After one more look.
     *
     * @param minimum that is kept whatever is found, above 0
     */
    Share after(List<Signal> found, double minimum) {
        return found.stream()
                .filter(Signal::isOver)
                .max(Comparator.comparingDouble(Signal::ratio))
                .map(worst -> lessFor(worst, minimum))
                .orElseGet(() -> found.stream().anyMatch(Signal::isNear) ? atLeast(minimum) : more(minimum));
    }

    private Share lessFor(Signal worst, double minimum) {
        var lowest = Math.max(minimum, worst.floor());
        var less = Math.max(lowest, value * LESS);
        return less < value ? new Share(less, worst) : atLeast(minimum);
    }

    private Share more(double minimum) {
        var more = atLeast(minimum).value + MORE;
        return more >= 1 ? FULL : new Share(more, limitedBy);
    }

    /** The minimum may have been raised meanwhile. */
    private Share atLeast(double minimum) {
        if (minimum <= value) {
            return this;
        }
        return minimum >= 1 ? FULL : new Share(minimum, limitedBy);
    }
}
