package dev.datamigration.bench.measure;

import java.util.List;

/** The servers and data of a bench, ready to be worked on. */
public interface Scene extends AutoCloseable {
    /** Ours first, then the peers, whether they can run here or not. */
    List<Contender> contenders();

    /** Says in a sentence what the work is, with its size. */
    String work();

    /** How much is moved or read in one run, in units of {@link #unit()}; 0 where a rate says nothing. */
    default long amount() {
        return 0;
    }

    /** What the amount counts, for instance rows. */
    default String unit() {
        return "rows";
    }

    /** Prepares what all of them work on in the round to come. */
    default void beforeRound() {}

    /** Refuses a round in which one of them did not do its work. */
    default void afterRound() {}

    @Override
    void close();
}
