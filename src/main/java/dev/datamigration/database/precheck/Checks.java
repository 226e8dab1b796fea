package dev.datamigration.database.precheck;

import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureException;
import java.util.List;
import java.util.function.Supplier;

/** Answers what a precheck asks of two databases, over one connection to each. */
public interface Checks extends AutoCloseable {

    /**
     * A check of these two databases.
     *
     * @param look makes it; fails as a {@link FailureException} if a database could not answer
     */
    record Bound(PrecheckCheck check, Supplier<Finding> look) {}

    /** Every check that follows the connection, in the order in which they are made: cheap and general ones first. */
    List<Bound> all();

    /**
     * Connects to one side, before any check that asks it. Both sides may be connected to at the same time.
     *
     * @return what is to be said of the connection's encryption
     * @throws FailureException that says how far it got
     */
    Finding connect(Side side);

    /**
     * Asks each side that was connected to once more: whatever was found holds of a server that is still there.
     *
     * @throws FailureException if one does not answer
     */
    void confirm();

    /** Ends the connections. */
    @Override
    void close();
}
