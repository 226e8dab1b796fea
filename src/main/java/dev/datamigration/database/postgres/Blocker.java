package dev.datamigration.database.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A transaction of somebody else that keeps sessions of ours waiting.
 *
 * @param key tells it from others as long as it lasts
 * @param text who it is, and since when, as the object of "waits for"
 * @param remedy what ends it, with the SQL
 * @param sql the SQL alone; for a prepared transaction it is to be run in that transaction's database
 */
public record Blocker(String key, String text, String remedy, String sql) {
    private static final String UNNAMED = "the migration task with the uid ";
    private static final String LOOK_UP =
            "its name: kubectl get migrationtasks -A -o jsonpath='{range .items[?(@.metadata.uid==\"%s\")]}{.metadata.namespace}/{.metadata.name}{end}'";
    private static final Pattern NAMELESS = Pattern.compile(Pattern.quote(UNNAMED) + "([^)\\s]+)");
    private static final Pattern LOOKED_UP =
            Pattern.compile(Pattern.quote(LOOK_UP).replace("%s", "\\E([^\"]+)\\Q"));

    /**
     * A text that tells of blockers, with the names of those that are tasks.
     *
     * @param text may be null
     * @param names the name of the task with a uid, as namespace/name; null for an unknown one
     */
    public static String named(String text, UnaryOperator<String> names) {
        if (text == null) {
            return null;
        }
        var told = named(NAMELESS, text, names, (uid, name) -> "the migration task " + name + ", uid " + uid);
        return named(LOOKED_UP, told, names, (uid, name) -> "it is the migration task " + name);
    }

    /** @param telling uid and name to what stands for the place where the uid was */
    private static String named(
            Pattern place, String text, UnaryOperator<String> names, BinaryOperator<String> telling) {
        return place.matcher(text).replaceAll(found -> {
            var uid = found.group(1);
            var name = names.apply(uid);
            return Matcher.quoteReplacement(name == null ? found.group() : telling.apply(uid, name));
        });
    }

    /** Reads columns pid, gid, owner, database, application, state, and since (text, or null), and waited (what for, or null). */
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
                "pid " + pid,
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
                : " (" + UNNAMED + task + ")";
    }

    private static String remedy(int pid, String application) {
        var task = taskOf(application);
        return task == null
                ? "Let it end, or run SELECT pg_terminate_backend(%d);".formatted(pid)
                : "Wait until that task has moved its tables, or stop it; " + LOOK_UP.formatted(task);
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
