package dev.datamigration.database.load;

import dev.datamigration.api.Side;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;

/** The failure of a load that cannot go on under its snapshot, but under a new one. */
public final class SnapshotLost {
    private SnapshotLost() {}

    /** @param message a sentence without its full stop */
    public static FailureException because(String message) {
        return new FailureException(new Failure(
                FailureCode.SnapshotLost,
                Side.Source,
                message + ".",
                "Nothing is to be done: the load goes on under a new snapshot by itself."));
    }
}
