package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.Position;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The latest time, by the source's clock, of which it is known that the target holds everything that was committed on the
 * source until then. It rests on what the source said of its log and on what the target has committed, and on nothing that a
 * thread in between says of itself.
 */
final class KnownAsOf {
    /** So many looks at the source are remembered that the target has not come to; if there are more, fewer of them. */
    private static final int REMEMBERED = 128;

    private final Deque<Look> looks = new ArrayDeque<>();
    private Instant known;
    private int stride = 1;
    private int skipped;

    private record Look(Position position, Instant at) {}

    /** @param known null where nothing is known yet */
    KnownAsOf(Instant known) {
        this.known = known;
    }

    /** The source's log ended there at that time. */
    void seen(Position position, Instant at) {
        stride = looks.isEmpty() ? 1 : stride;
        if (looks.isEmpty() || ++skipped >= stride) {
            skipped = 0;
            looks.add(new Look(position, at));
        }
        if (looks.size() > REMEMBERED) {
            thin();
        }
    }

    private void thin() {
        stride *= 2;
        var keep = new ArrayDeque<Look>();
        for (var kept = true; !looks.isEmpty(); kept = !kept) {
            var look = looks.poll();
            if (kept) {
                keep.add(look);
            }
        }
        looks.addAll(keep);
    }

    /** The target has what was committed at that time, and in the order of the source. */
    void committed(Instant at) {
        later(at);
    }

    /** The target has everything before that position. Returns what is known then, or null. */
    Instant reached(Position applied) {
        while (!looks.isEmpty() && applied.covers(looks.peek().position())) {
            later(looks.poll().at());
        }
        return known;
    }

    private void later(Instant at) {
        if (at != null && (known == null || at.isAfter(known))) {
            known = at;
        }
    }
}
