package dev.datamigration.engine;

/**
 * Under which leadership this process commands workers elsewhere. Terms grow with every leader of an election: a worker
 * that has heard of a later one takes no goal of an earlier one. The epoch counts workers, and cannot tell two leaders
 * apart that command the same one.
 */
public interface LeadershipTerm {
    /**
     * There is no election, and so nothing that says who came later: the term says nothing and nobody is refused for it.
     */
    LeadershipTerm NONE = new LeadershipTerm() {
        @Override
        public long current() {
            return 0;
        }

        @Override
        public long above(long heard) {
            return 0;
        }

        @Override
        public void assure() {
            // nobody could say otherwise
        }
    };

    /**
     * The term; 0 where there is no election.
     *
     * @throws NotLeadingException if another process leads
     */
    long current();

    /**
     * Raises the term above one that a worker has heard, if it turns out that this process leads all the same: the count
     * of an election begins anew where its record was deleted, restored to an older state, or is another one.
     *
     * @throws NotLeadingException if another process leads
     * @throws IllegalArgumentException if no leader can have had that term
     */
    long above(long heard);

    /**
     * Makes sure that this process leads, before it does what no term can refuse. What it saw of that counts for a few
     * seconds only: a process that was paused looks again.
     *
     * @throws NotLeadingException if another process leads
     */
    void assure();
}
