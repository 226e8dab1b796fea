package dev.datamigration.transfer.verify;

import dev.datamigration.transfer.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Keeps on the target which round the continuous comparison is in. */
final class RoundStore {
    private final Run run;
    private final long runNonce;
    private final Session target;
    private final FencedWrites writes;

    /** @param target of its own, in autocommit mode */
    RoundStore(Run run, long runNonce, Session target) {
        this.run = run;
        this.runNonce = runNonce;
        this.target = target;
        this.writes = new FencedWrites(run.scope(), target);
    }

    /**
     * A round.
     *
     * @param number from 1
     * @param completedAt null while it is under way
     * @param lastCompletedAt when the newest complete one ended, or null
     * @param repaired rows written in it
     */
    record Round(long number, Instant startedAt, Instant completedAt, Instant lastCompletedAt, long repaired) {
        Round repaired(long rows) {
            return new Round(number, startedAt, completedAt, lastCompletedAt, repaired + rows);
        }

        Round completed() {
            return new Round(number, startedAt, now(), now(), repaired);
        }
    }

    /** Null before the first. */
    Round read() {
        return target.ask(connection -> {
            try (var statement = connection.prepareStatement(
                    "SELECT round, started_at, completed_at, last_completed_at,"
                            + " repaired_rows FROM datamigration.verification_round WHERE task_id = ? AND run_nonce = ?")) {
                statement.setString(1, run.scope().taskId());
                statement.setLong(2, runNonce);
                try (var result = statement.executeQuery()) {
                    return result.next()
                            ? new Round(
                                    result.getLong(1),
                                    instant(result.getObject(2, OffsetDateTime.class)),
                                    instant(result.getObject(3, OffsetDateTime.class)),
                                    instant(result.getObject(4, OffsetDateTime.class)),
                                    result.getLong(5))
                            : null;
                }
            }
        });
    }

    Round begin(long number) {
        var before = read();
        var round = new Round(number, now(), null, before == null ? null : before.lastCompletedAt(), 0);
        write(round);
        return round;
    }

    void write(Round round) {
        writes.write(connection -> write(connection, round));
    }

    private void write(Connection connection, Round round) throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO datamigration.verification_round (task_id, run_nonce, round, started_at, completed_at,
                  last_completed_at, repaired_rows) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (task_id, run_nonce) DO UPDATE SET round = excluded.round, started_at = excluded.started_at,
                  completed_at = excluded.completed_at, last_completed_at = excluded.last_completed_at,
                  repaired_rows = excluded.repaired_rows
                """)) {
            statement.setString(1, run.scope().taskId());
            statement.setLong(2, runNonce);
            statement.setLong(3, round.number());
            set(statement, 4, round.startedAt());
            set(statement, 5, round.completedAt());
            set(statement, 6, round.lastCompletedAt());
            statement.setLong(7, round.repaired());
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int index, Instant time) throws SQLException {
        statement.setObject(index, time == null ? null : time.atOffset(ZoneOffset.UTC));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
