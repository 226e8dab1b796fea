package dev.datamigration.transfer.run;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.UnverifiedRows;
import dev.datamigration.transfer.KnownCheckpoints;
import java.sql.Connection;
import java.sql.SQLException;

/** Says whether what a direction writes to must be verified, since it was begun anew after a loss. */
public final class UnverifiedDirection {
    private UnverifiedDirection() {}

    /** Returns where it is noted. */
    public static UnverifiedRows record(Run run) {
        return run.checkpoints().unverified(run.direction().key());
    }

    /**
     * Reads it for everybody who goes by {@link KnownCheckpoints}.
     *
     * @param checkpoints of the run's target
     */
    public static void note(Run run, Connection checkpoints) throws SQLException {
        run.known()
                .unverified(
                        run.direction(),
                        run.checkpoints().isInstalled(checkpoints)
                                ? record(run).since(checkpoints).orElse(null)
                                : null);
    }

    /** A full verification has found both databases equal, all of whose comparisons were made since. */
    public static void end(Run run) {
        if (!run.known().isUnverified(run.direction())) {
            return;
        }
        var checkpoints = run.target().open(run.scope(), "verified");
        try {
            SqlWork.run(
                    run.target(),
                    run.scope(),
                    "noting that both databases are equal",
                    () -> run.to()
                            .fence()
                            .transaction(
                                    checkpoints, run.scope(), () -> record(run).remove(checkpoints)));
            run.known().unverified(run.direction(), null);
        } finally {
            run.scope().close(checkpoints);
        }
    }
}
