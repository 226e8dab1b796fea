package dev.datamigration.transfer;

import dev.datamigration.database.Position;

/** Says how far the incremental synchronisation has brought the target. */
public interface AppliedPosition {

    /**
     * The source position up to which every transaction is committed on the target; {@link Position#NONE} while nothing is
     * known. Never falls while a run lives.
     */
    Position applied();

    /**
     * Does something while the target stands still at the applied position: nothing is applied meanwhile, and no
     * transaction of the apply is open there. For as long as that takes the apply waits.
     *
     * @param work on the caller's thread; must be short
     * @return false if it was not done, because a transaction of the apply is open; then to be tried again
     * @throws java.util.concurrent.CancellationException if nothing is applied any more
     */
    boolean standStill(Runnable work);
}
