package dev.datamigration.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what the election's Lease means to one process that stands for election, as client-go judges it. No time that is
 * written in the Lease counts, since other clocks wrote it: a Lease has run out once this process has seen the same record
 * for as long as it is given, and a leader gives up once it has not renewed for the deadline, both by a clock of this
 * process that nobody sets. No I/O.
 */
final class Contender {
    private final String identity;
    private final Duration leaseDuration;
    private final Duration renewDeadline;
    private LeaseSpec seen;
    private long seenSince;
    private long renewedAt;
    private State state = State.Candidate;

    private enum State {
        Candidate,
        Leader,
        /** It led once; its process ends. */
        Former
    }

    /** Says what is to be done about the Lease. */
    enum Move {
        /** Write this process's name into it, or make it where there is none. */
        Take,
        /** Write into it that this process still leads. */
        Renew,
        /** Look again in a while. */
        Wait,
        /** This process does not lead any more. */
        GiveUp
    }

    /**
     * @param leaseDuration how long a Lease is given that does not say it itself
     * @param renewDeadline how long a leader goes on that does not renew
     */
    Contender(String identity, Duration leaseDuration, Duration renewDeadline) {
        this.identity = identity;
        this.leaseDuration = leaseDuration;
        this.renewDeadline = renewDeadline;
    }

    /**
     * @param found the Lease's record, or null where there is no Lease
     * @param now when the answer had come, in nanoseconds
     */
    synchronized Move judge(LeaseSpec found, long now) {
        if (state == State.Former) {
            return Move.GiveUp;
        }
        var held = holder(found).filter(identity::equals).isPresent();
        if (state == State.Leader) {
            // whoever has deleted it has not taken it
            return held ? Move.Renew : found == null ? Move.Take : lost();
        }
        if (found != null && !found.equals(seen)) {
            seen = found;
            seenSince = now;
        }
        return held || seen == null || isFree(now) ? Move.Take : Move.Wait;
    }

    /** One that is gone from one look to the next may have a leader that makes it again: it is waited for all the same. */
    private boolean isFree(long now) {
        var given = seen.getLeaseDurationSeconds() == null
                ? leaseDuration
                : Duration.ofSeconds(seen.getLeaseDurationSeconds());
        return holder(seen).isEmpty() || now - seenSince >= given.toNanos();
    }

    /**
     * The API server has taken a record with this process's name.
     *
     * @param asked when it was sent, in nanoseconds: the others count from later
     */
    synchronized void wrote(LeaseSpec record, long asked) {
        if (state != State.Former) {
            state = State.Leader;
            seen = record;
            renewedAt = asked;
        }
    }

    /** Returns whether it led and has not renewed for the deadline; from then on it never leads again. */
    synchronized boolean isOverdue(long now) {
        if (state == State.Leader && now - renewedAt >= renewDeadline.toNanos()) {
            state = State.Former;
        }
        return state == State.Former;
    }

    synchronized boolean leads() {
        return state == State.Leader;
    }

    /** Returns how often the leadership has changed hands, once this process has it: it counts on from whatever was seen last. */
    synchronized int transitions() {
        var before = seen == null || seen.getLeaseTransitions() == null ? 0 : seen.getLeaseTransitions();
        return seen == null || holder(seen).filter(identity::equals).isPresent() ? before : before + 1;
    }

    private Move lost() {
        state = State.Former;
        return Move.GiveUp;
    }

    /** Empty where nobody has it: whoever gives it back leaves an empty name. */
    static Optional<String> holder(LeaseSpec record) {
        return Optional.ofNullable(record).map(LeaseSpec::getHolderIdentity).filter(name -> !name.isEmpty());
    }
}
