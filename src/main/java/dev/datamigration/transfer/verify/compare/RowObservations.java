package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.compare.RowObservation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The looks of one round at one side, for all suspects together. They are as frequent as their cost allows, so that of
 * a row under change many versions are seen; what did not change is kept once.
 */
final class RowObservations {
    private static final int MOST = 500;
    private static final int FREQUENT = 250;
    private static final long LONGEST_PAUSE_MILLIS = 250;

    private final Supplier<List<RowObservation>> side;
    private final List<List<RowObservation>> seen = new ArrayList<>();
    private int looks;
    private double pauseMillis = 1;
    private long lookMillis;

    RowObservations(Supplier<List<RowObservation>> side) {
        this.side = side;
    }

    void look() {
        var begin = System.nanoTime();
        var observations = side.get();
        lookMillis = (System.nanoTime() - begin) / 1_000_000;
        for (var i = 0; i < observations.size(); i++) {
            if (looks == 0) {
                seen.add(new ArrayList<>());
            }
            add(seen.get(i), observations.get(i));
        }
        looks++;
    }

    private static void add(List<RowObservation> ofOne, RowObservation now) {
        if (ofOne.isEmpty() || !ofOne.get(ofOne.size() - 1).version().equals(now.version())) {
            ofOne.add(now);
        }
    }

    /** Returns whether another look may help at all: their number is bounded, and so is what is kept of them. */
    boolean mayLookAgain() {
        return looks < MOST;
    }

    /** Returns whether a look costs so little that it may be repeated at once. */
    boolean cheap() {
        return lookMillis <= 10;
    }

    /** Returns how long to wait before the next look: at least as long as the last one took. */
    long pauseMillis() {
        if (looks > FREQUENT) {
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 1.1);
        }
        return Math.max((long) pauseMillis, lookMillis);
    }

    /** Returns what was seen of one suspect, one entry for each version in a row. */
    List<RowObservation> of(int suspect) {
        return seen.get(suspect);
    }
}
