package dev.datamigration.transfer.switchover.object;

import dev.datamigration.database.sequence.SequencePosition;
import dev.datamigration.database.sequence.SequenceState;

/**
 * Says what a sequence is set to on the side that the application goes to.
 *
 * @param position where it is to stand; null leaves the sequence as it is
 * @param why for people
 */
record NextValue(SequencePosition position, String why) {

    /**
     * Beyond what the old side has handed out and what the column holds, by the margin, within the bounds of the
     * sequence. It never goes back.
     *
     * @param old where it stands on the old side, or null where that is not known
     * @param column the farthest value in the columns that use it, or null
     * @param margin in values
     */
    static NextValue of(SequenceState sequence, SequencePosition old, Long column, long margin) {
        if (old == null || old.called()) {
            return beyondUsed(sequence, old == null ? null : old.value(), column, margin);
        }
        var used = beyondUsed(sequence, null, column, margin);
        return used.position() != null
                        && !isBeyond(sequence, old.value(), used.position().value())
                ? used
                : unused(sequence, old.value());
    }

    /** One that was restarted or set on the old side, and not used since, goes on with the very value it was set to. */
    private static NextValue unused(SequenceState sequence, long next) {
        var here = sequence.position();
        if (here != null && (here.value() == next && !here.called() || isPast(sequence, here, next))) {
            return new NextValue(
                    null,
                    here.called()
                            ? "It has handed out %d already and stays as it is.".formatted(here.value())
                            : "No value of it was used yet, it gives %d next; it stays as it is."
                                    .formatted(here.value()));
        }
        return new NextValue(
                new SequencePosition(next, false), "No value of it was used yet; it gives %d next.".formatted(next));
    }

    /** Returns whether it will not give {@code next} any more. One that cycles comes back to every value. */
    private static boolean isPast(SequenceState sequence, SequencePosition here, long next) {
        return !sequence.cycle() && (isBeyond(sequence, here.value(), next) || here.value() == next && here.called());
    }

    private static boolean isBeyond(SequenceState sequence, long value, long other) {
        return sequence.ascending() ? value > other : value < other;
    }

    private static NextValue beyondUsed(SequenceState sequence, Long oldLast, Long column, long margin) {
        var inColumn = column == null || sequence.cycle() || !sequence.takes(column) ? null : column;
        var used = sequence.farther(oldLast, inColumn);
        if (used == null) {
            return new NextValue(null, "No value of it was used yet; it stays as it is.");
        }
        var wanted = beyond(sequence, used, margin);
        if (wanted != null) {
            return ahead(sequence, wanted, margin, "%d is used; set %d values beyond it".formatted(used, margin));
        }
        // whoever wrote a value near the bound by hand must not use up the sequence for everybody
        var withoutColumn = oldLast == null ? null : beyond(sequence, oldLast, margin);
        if (withoutColumn != null) {
            return ahead(
                    sequence,
                    withoutColumn,
                    margin,
                    "%d was handed out, and %d in the column is too near the sequence's bound to go on from; set %d values beyond the first"
                            .formatted(oldLast, inColumn, margin));
        }
        return oldLast == null || !sequence.takes(oldLast)
                ? new NextValue(
                        null, "%d is used, which is at the sequence's bound; it stays as it is.".formatted(used))
                : ahead(
                        sequence,
                        oldLast,
                        margin,
                        "%d was handed out; no room for a margin is left".formatted(oldLast));
    }

    private static NextValue ahead(SequenceState sequence, long wanted, long margin, String why) {
        var last = sequence.last();
        return last != null && isAhead(sequence, last, wanted, margin)
                ? new NextValue(null, "It has handed out %d already and stays as it is.".formatted(last))
                : new NextValue(new SequencePosition(wanted, true), why + ".");
    }

    /** One that cycles is ahead only if it is so by little, as after this was done before; else it is of another cycle. */
    private static boolean isAhead(SequenceState sequence, long last, long wanted, long margin) {
        var ahead = !isBeyond(sequence, wanted, last);
        if (!ahead || !sequence.cycle()) {
            return ahead;
        }
        var limit = beyond(sequence, wanted, Math.max(margin, 1));
        return limit == null || !isBeyond(sequence, last, limit);
    }

    private static Long beyond(SequenceState sequence, long value, long margin) {
        try {
            var moved = Math.addExact(value, Math.multiplyExact(margin, sequence.increment()));
            return sequence.takes(moved) ? moved : null;
        } catch (ArithmeticException e) {
            return null;
        }
    }
}
