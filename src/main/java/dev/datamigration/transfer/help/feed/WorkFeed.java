package dev.datamigration.transfer.help.feed;

import dev.datamigration.transfer.help.Helper;
import dev.datamigration.transfer.help.HelperUnavailableException;

/** One thing at a time that a helper is kept busy with. */
public interface WorkFeed extends AutoCloseable {

    /**
     * Gives the helper a piece of work, if there is any, and takes what comes of it. Where the helper does not do it, the
     * piece must not be lost.
     *
     * @return whether there was any
     * @throws HelperUnavailableException if the helper did not do it
     */
    boolean step(Helper helper);

    @Override
    default void close() {}
}
