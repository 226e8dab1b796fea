package dev.datamigration.transfer;

import dev.datamigration.database.postgres.Lsn;

/** How far the incremental synchronisation has brought the target. */
public interface AppliedPosition {

    /**
     * The source position up to which every transaction is committed on the target; {@link Lsn#ZERO} while nothing is
     * known. Never falls while a run lives.
     */
    Lsn applied();
}
