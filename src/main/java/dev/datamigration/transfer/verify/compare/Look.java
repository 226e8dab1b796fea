package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.compare.RowObservation;
import java.util.List;

/**
 * One round's look at one suspect: the source was read, a barrier raised, the source read on until the target had
 * passed it, then the target, and the source last of all. Of a version seen several times in a row there is one entry.
 *
 * @param source what was seen on the source, in order; at least one
 * @param target what was seen on the target after it had passed the barrier, in order; at least one
 */
public record Look(List<RowObservation> source, List<RowObservation> target) {
    public Look {
        source = List.copyOf(source);
        target = List.copyOf(target);
    }

    RowObservation lastOnSource() {
        return source.get(source.size() - 1);
    }

    RowObservation lastOnTarget() {
        return target.get(target.size() - 1);
    }

    /** Returns whether the target once had what the source had at some moment of the round. */
    boolean agrees() {
        return target.stream().anyMatch(this::wasOnSource);
    }

    private boolean wasOnSource(RowObservation onTarget) {
        return source.stream().anyMatch(seen -> seen.value().equals(onTarget.value()));
    }

    /** Returns whether the row was not written on either side while the round lasted, so far as was seen. */
    boolean stoodStill() {
        return source.size() == 1 && target.size() == 1;
    }

    boolean sameVersionsAs(Look other) {
        return lastOnSource().version().equals(other.lastOnSource().version())
                && lastOnTarget().version().equals(other.lastOnTarget().version());
    }
}
