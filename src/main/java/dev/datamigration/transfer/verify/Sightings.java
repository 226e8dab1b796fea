package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.compare.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The looks of one round at the source, for all suspects together. Looks are frequent at first, where the target is to
 * be expected, and then become rare; they cost at most a fifth of the time, and what did not change is kept once.
 */
final class Sightings {
    private static final int MOST = 100;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    private static final int SHARE = 4;

    private final Supplier<List<Observation>> source;
    private final List<List<Observation>> seen = new ArrayList<>();
    private int looks;
    private double pauseMillis = 1;
    private long lookMillis;

    Sightings(Supplier<List<Observation>> source) {
        this.source = source;
    }

    /** Looks, unless there were many looks already. */
    void lookIfWorthIt() {
        if (looks < MOST) {
            look();
        }
    }

    void look() {
        var begin = System.nanoTime();
        var observations = source.get();
        lookMillis = (System.nanoTime() - begin) / 1_000_000;
        for (var i = 0; i < observations.size(); i++) {
            if (looks == 0) {
                seen.add(new ArrayList<>());
            }
            add(seen.get(i), observations.get(i));
        }
        looks++;
    }

    private static void add(List<Observation> ofOne, Observation now) {
        if (ofOne.isEmpty() || !ofOne.get(ofOne.size() - 1).version().equals(now.version())) {
            ofOne.add(now);
        }
    }

    /** How long to wait before the next look. */
    long pauseMillis() {
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 1.25);
        return Math.max((long) pauseMillis, SHARE * lookMillis);
    }

    /** What was seen of one suspect, one entry for each version in a row. */
    List<Observation> of(int suspect) {
        return seen.get(suspect);
    }
}
