package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.compare.Observation;
import java.util.List;

/**
 * One round's look at one suspect: the source was read, a barrier raised, the source read on until the target had
 * passed it, then the target, then the source once more.
 *
 * @param source what was seen on the source, in order, one entry for each version in a row; at least one
 * @param target what was seen on the target before the last look at the source
 */
record Look(List<Observation> source, Observation target) {
    Look {
        source = List.copyOf(source);
    }

    Observation lastOnSource() {
        return source.get(source.size() - 1);
    }

    /** Whether the target has what the source had at some moment of the round. */
    boolean agrees() {
        return source.stream().anyMatch(seen -> seen.value().equals(target.value()));
    }

    /** Whether the source's row was never written while the round lasted, so far as was seen. */
    boolean sourceStoodStill() {
        return source.size() == 1;
    }
}
