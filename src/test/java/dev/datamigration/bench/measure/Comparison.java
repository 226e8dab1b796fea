package dev.datamigration.bench.measure;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of a bench.
 *
 * @param measured ours first, then the peers that ran
 * @param absent the peers that could not run here
 */
public record Comparison(List<Measured> measured, List<Absent> absent) {
    public Comparison {
        measured = List.copyOf(measured);
        absent = List.copyOf(absent);
    }

    public Measured ours() {
        return measured.get(0);
    }

    /** How fast ours is against that one: 2 is twice as fast. */
    public double ratio(Measured peer) {
        return peer.median() / ours().median();
    }

    /** The fastest of the peers by its median; empty where none ran. */
    public Optional<Measured> best() {
        return measured.stream().skip(1).min(Comparator.comparing(Measured::median));
    }
}
