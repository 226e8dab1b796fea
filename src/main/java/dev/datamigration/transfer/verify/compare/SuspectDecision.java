package dev.datamigration.transfer.verify.compare;

/**
 * Decides what is to be said of a suspect after a round.
 *
 * <p><b>Model.</b> A correct apply commits whole source transactions in commit order, so what one look at the target
 * sees is what the source was after some transaction p. For one key the source's history is a line, as writers of a
 * row wait for each other. A round reads the source (t1), raises a barrier at the end of the log, waits until the
 * target has applied it, reads the target, and reads the source again (t2). Then p lies between t1 and t2.
 *
 * <p><b>No false pass.</b> {@link #Equal} needs the target to hold what the source was <i>seen</i> to hold within the
 * round. A row that an apply lost or spoilt before t1 stays different until somebody writes it, so no round passes it.
 *
 * <p><b>No false alarm.</b> {@link #Different} needs two rounds in a row that saw the very same versions on both
 * sides (of a row: its place and the transaction that wrote it; so a change there and back is seen), and in which the
 * target agreed with nothing seen. Where the source has the row, that version was current during the whole of both
 * rounds, so a correct target must hold it. Where the source has no row, the target's version was there in the first
 * round, and before the second one's barrier the source had been seen without it: a correct apply would have deleted
 * it by the second look. Two rounds rather than one also cover the moment in which a commit is already in the log,
 * and so can be applied, but not yet visible on the source. (A source that waits for a synchronous standby can stretch
 * that moment without bound: a standby that hangs is the one case in which rows under change may be reported.)
 *
 * <p><b>Neither.</b> A row under change looks different at each look: {@link #Moving}. The source is read as often as
 * that is cheap while the barrier is awaited, and then both sides in turn, so a value that the target shows is soon
 * among those seen on the source. What still moves after the last round is reported as undecided, not as a difference
 * and not as equal.
 */
public enum SuspectDecision {
    Equal,
    Different,
    Moving;

    /** @param before the round before, or null in the first */
    public static SuspectDecision of(Look before, Look now) {
        if (now.agrees()) {
            return Equal;
        }
        return before != null && before.stoodStill() && now.stoodStill() && now.sameVersionsAs(before)
                ? Different
                : Moving;
    }

    /** Without an apply there is no lag to wait for: one more look decides. */
    public static SuspectDecision withoutApply(Look now) {
        return now.agrees() ? Equal : Different;
    }
}
