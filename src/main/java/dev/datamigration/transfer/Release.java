package dev.datamigration.transfer;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.PostgresFailures;
import dev.datamigration.database.postgres.PostgresServer;
import dev.datamigration.database.postgres.replication.Publications;
import dev.datamigration.database.postgres.replication.ReplicationSlots;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.checkpoint.CheckpointSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Gives back everything a task holds on both servers, and leaves the data. Each side is tried whatever the other does. */
public final class Release {
    private final Run run;
    private final List<String> leftBehind = new ArrayList<>();
    private Failure failure;

    private Release(Run run) {
        this.run = run;
    }

    /**
     * What came of it.
     *
     * @param failure why something is left, or null if nothing is
     * @param leftBehind what is left, each with where it is and the SQL that removes it
     */
    public record Outcome(Failure failure, List<String> leftBehind) {
        public boolean complete() {
            return failure == null;
        }
    }

    /** Idempotent: what is gone already counts as released. */
    public static Outcome of(Run run) {
        var release = new Release(run);
        release.on(
                run.source(),
                "replication slot and publication",
                "SELECT pg_drop_replication_slot('%s'); DROP PUBLICATION IF EXISTS %s;"
                        .formatted(run.slotName(), run.publicationName()),
                connection -> {
                    ReplicationSlots.drop(connection, run.slotName());
                    Publications.drop(connection, run.publicationName());
                });
        release.on(
                run.target(),
                "checkpoints",
                "DELETE FROM datamigration.task WHERE task_id = '%s';"
                        .formatted(run.scope().taskId()),
                connection -> CheckpointSchema.drop(connection, run.scope().taskId()));
        return new Outcome(release.failure, List.copyOf(release.leftBehind));
    }

    private void on(PostgresServer server, String what, String sql, SqlAction action) {
        try {
            var connection = server.open(run.scope(), "release");
            try {
                action.on(connection);
            } finally {
                run.scope().close(connection);
            }
        } catch (SQLException e) {
            note(server, what, sql, PostgresFailures.of(e, server.access(), "releasing the " + what));
        } catch (FailureException e) {
            note(server, what, sql, e);
        }
    }

    private void note(PostgresServer server, String what, String sql, FailureException cause) {
        failure = cause.failure();
        leftBehind.add("%s on the %s database %s: %s"
                .formatted(
                        what,
                        server.side() == Side.Source ? "source" : "target",
                        server.access().display(),
                        sql));
    }

    @FunctionalInterface
    private interface SqlAction {
        void on(Connection connection) throws SQLException;
    }
}
