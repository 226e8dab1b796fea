package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.checkpoint.VerificationRoundStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A row of {@code datamigration.verification_round}.
 *
 * @param runNonce of the verification
 */
record PostgresVerificationRoundStore(String taskId, long runNonce) implements VerificationRoundStore {

    @Override
    public Optional<Round> read(Connection connection) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT round, started_at, completed_at, last_completed_at, repaired_rows
                          FROM datamigration.verification_round WHERE task_id = ? AND run_nonce = ?
                        """)
                .with(taskId, runNonce)
                .first(row -> new Round(
                        row.getLong(1),
                        SqlStatement.instant(row, 2),
                        SqlStatement.instant(row, 3),
                        SqlStatement.instant(row, 4),
                        row.getLong(5)));
    }

    @Override
    public void write(Connection connection, Round round) throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.verification_round (task_id, run_nonce, round, started_at, completed_at,
                          last_completed_at, repaired_rows) VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (task_id, run_nonce) DO UPDATE SET round = excluded.round, started_at = excluded.started_at,
                          completed_at = excluded.completed_at, last_completed_at = excluded.last_completed_at,
                          repaired_rows = excluded.repaired_rows
                        """)
                .with(
                        taskId,
                        runNonce,
                        round.number(),
                        round.startedAt(),
                        round.completedAt(),
                        round.lastCompletedAt(),
                        round.repaired())
                .update();
    }
}
