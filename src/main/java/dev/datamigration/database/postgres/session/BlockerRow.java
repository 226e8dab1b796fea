package dev.datamigration.database.postgres.session;

import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.session.Blocker;
import dev.datamigration.database.session.TaskMention;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a {@link Blocker}. */
final class BlockerRow {
    private BlockerRow() {}

    /**
     * Reads columns pid, gid, owner, database, application, state, since (text, or null), waited (what for, or null),
     * and transaction (which of the process's it is, or null).
     */
    static Blocker of(ResultSet row) throws SQLException {
        var since = row.getString("since") == null ? "" : ", since " + row.getString("since");
        var gid = row.getString("gid");
        var waited = row.getString("waited") == null ? "" : ", which holds " + row.getString("waited");
        if (gid != null) {
            return new Blocker(
                    "gid " + gid,
                    "the prepared transaction %s of %s in the database %s%s%s"
                            .formatted(gid, row.getString("owner"), row.getString("database"), since, waited),
                    "Ask its transaction manager; then run, connected to the database %s: ROLLBACK PREPARED %s; (or COMMIT PREPARED)"
                            .formatted(
                                    row.getString("database"), Sql.literal(gid).strip()),
                    "ROLLBACK PREPARED %s; -- connected to the database %s"
                            .formatted(Sql.literal(gid).strip(), row.getString("database")));
        }
        var pid = row.getInt("pid");
        var application = row.getString("application");
        return new Blocker(
                "pid " + pid + part(" in ", row.getString("transaction")),
                "process %d%s%s%s%s%s"
                        .formatted(
                                pid,
                                part(" of ", row.getString("owner")),
                                part(" in the database ", row.getString("database")),
                                ours(application),
                                state(row.getString("state")) + since,
                                waited),
                remedy(pid, application),
                "SELECT pg_terminate_backend(%d);".formatted(pid));
    }

    private static String part(String before, String value) {
        return value == null || value.isEmpty() ? "" : before + value;
    }

    private static String state(String state) {
        return state == null ? "" : ", " + state;
    }

    private static String ours(String application) {
        var task = taskOf(application);
        return task == null
                ? part(" (application ", application) + (part("", application).isEmpty() ? "" : ")")
                : " (" + TaskMention.of(task) + ")";
    }

    private static String remedy(int pid, String application) {
        var task = taskOf(application);
        return task == null
                ? "Let it end, or run SELECT pg_terminate_backend(%d);".formatted(pid)
                : "Wait until that task has moved its tables, or stop it; " + TaskMention.lookUp(task);
    }

    /** The uid of the task whose session has this name, or null where it is none of ours. */
    private static String taskOf(String application) {
        if (application == null || !application.startsWith(PostgresServer.APPLICATION_PREFIX)) {
            return null;
        }
        var rest = application.substring(PostgresServer.APPLICATION_PREFIX.length());
        return rest.indexOf(':') < 0 ? null : rest.substring(0, rest.indexOf(':'));
    }
}
