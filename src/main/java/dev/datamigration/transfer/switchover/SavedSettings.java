package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.PostgresServer;
import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.transfer.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What ceremonies changed on a side and what puts it back: rows of {@code datamigration.set_aside}, written before the
 * change is made. Those about one side are kept on the other one, so that they survive whatever is restored there; a
 * crash leaves at most a row about a change that was not made, and what it says is harmless then.
 */
final class SavedSettings {
    private final Run run;
    private final Side side;

    /** @param side that was changed */
    SavedSettings(Run run, Side side) {
        this.run = run;
        this.side = side;
    }

    /**
     * @param kind what it is, so that each kind is put back at its time
     * @param subject tells it from others of its kind
     * @param statement puts it back as it was before the first change
     */
    record Entry(Kind kind, String subject, String statement) {}

    enum Kind {
        Fence,
        Trigger
    }

    /** Does nothing for what is known already: the oldest memory is of the state before. */
    void add(Entry entry) {
        memory().remember("noting what is to be put back", connection -> {
            try (var statement = connection.prepareStatement("""
                    INSERT INTO datamigration.set_aside (task_id, side, kind, subject, statement)
                    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """)) {
                statement.setString(1, run.scope().taskId());
                statement.setString(2, side.name());
                statement.setString(3, entry.kind().name());
                statement.setString(4, entry.subject());
                statement.setString(5, entry.statement());
                statement.executeUpdate();
            }
        });
    }

    List<Entry> all(Kind kind) {
        return memory().ask("reading what is to be put back", connection -> read(connection, kind));
    }

    private List<Entry> read(Connection connection, Kind kind) throws SQLException {
        var entries = new ArrayList<Entry>();
        if (!CheckpointSchema.isInstalled(connection)) {
            return entries;
        }
        try (var statement = connection.prepareStatement("""
                SELECT subject, statement FROM datamigration.set_aside
                 WHERE task_id = ? AND side = ? AND kind = ? ORDER BY subject
                """)) {
            statement.setString(1, run.scope().taskId());
            statement.setString(2, side.name());
            statement.setString(3, kind.name());
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    entries.add(new Entry(kind, result.getString(1), result.getString(2)));
                }
            }
        }
        return entries;
    }

    /** It is as it was. */
    void forget(Entry entry) {
        memory().remember("noting what was put back", connection -> {
            try (var statement = connection.prepareStatement("DELETE FROM datamigration.set_aside"
                    + " WHERE task_id = ? AND side = ? AND kind = ? AND subject = ?")) {
                statement.setString(1, run.scope().taskId());
                statement.setString(2, side.name());
                statement.setString(3, entry.kind().name());
                statement.setString(4, entry.subject());
                statement.executeUpdate();
            }
        });
    }

    private ServerSession memory() {
        return new ServerSession(other(), run.scope());
    }

    private PostgresServer other() {
        return run.server(side.other());
    }
}
