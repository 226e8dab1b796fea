package dev.datamigration.transfer.help;

/** Another worker process, as the leading one sees it. For use by several threads. */
public interface Helper extends AutoCloseable {

    /** From 1; 0 is the leading worker. */
    int number();

    /** Returns whether it said a moment ago that it is there for this engagement. */
    boolean isReady();

    /** Returns why it is not; empty where nothing is known. */
    String problem();

    /**
     * Has a chunk copied, and waits for it.
     *
     * @throws HelperUnavailableException if it is not known to have done it; it may have all the same
     */
    LoadedChunk load(ChunkToLoad chunk);

    /**
     * Has a range compared, and waits for it.
     *
     * @throws HelperUnavailableException if it has not done it
     */
    ComparedRange compare(RangeToCompare range);

    /** Lets it go; what it is doing is broken off. */
    @Override
    void close();
}
