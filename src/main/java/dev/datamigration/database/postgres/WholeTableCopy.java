package dev.datamigration.database.postgres;

import dev.datamigration.database.RunScope;
import dev.datamigration.failure.Quantity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The copy of a table without a key by one of our tasks: one transaction, which cannot be interrupted without beginning again.
 * It cannot make way for others, so it tells them in its name how many rows it has before it.
 *
 * @param table that is copied; null where it is one of another database
 * @param left how much longer it takes at the pace it had so far; null where that cannot be said
 */
public record WholeTableCopy(String table, String left) {
    /** After the prefix of the task's sessions. The rows are written so that the longest name still fits 63 bytes. */
    private static final String PURPOSE = "all-";

    private static final int RADIX = 36;
    private static final Pattern NAME =
            Pattern.compile("^dm:[^:]+:(?:helper-\\d+-)?" + PURPOSE + "(?<rows>[0-9a-z]{1,12})$");
    private static final int FIRST_VERSION_THAT_TELLS = 14;
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;

    private static final String PROGRESS = """
            SELECT CASE WHEN c.datname = pg_catalog.current_database() THEN c.relid::regclass::text END,
                   c.tuples_processed, extract(epoch FROM pg_catalog.clock_timestamp() - a.query_start)
              FROM pg_catalog.pg_stat_progress_copy c JOIN pg_catalog.pg_stat_activity a ON a.pid = c.pid
             WHERE c.pid = ?
            """;

    /** Names the session for as long as its transaction lasts, in which such a copy begins. */
    public static void announce(Connection target, RunScope scope, long estimatedRows) throws SQLException {
        try (var statement = target.prepareStatement("SELECT pg_catalog.set_config('application_name', ?, true)")) {
            statement.setString(1, name(scope, estimatedRows));
            statement.execute();
        }
    }

    /** What a session is called that makes such a copy. */
    static String name(RunScope scope, long estimatedRows) {
        return PostgresServer.applicationName(scope, PURPOSE + Long.toString(Math.max(0, estimatedRows), RADIX));
    }

    /** The rows that such a session expects to copy; empty for the name of any other. */
    static OptionalLong rows(String application) {
        var found = NAME.matcher(application == null ? "" : application);
        return found.matches() ? OptionalLong.of(Long.parseLong(found.group("rows"), RADIX)) : OptionalLong.empty();
    }

    /** The copy that a process works at, if it is one; what the server does not show of it is left out. */
    static Optional<WholeTableCopy> of(Connection connection, int pid, String application) throws SQLException {
        var rows = rows(application);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        if (connection.getMetaData().getDatabaseMajorVersion() < FIRST_VERSION_THAT_TELLS) {
            return Optional.of(new WholeTableCopy(null, null));
        }
        try (var statement = connection.prepareStatement(PROGRESS)) {
            statement.setInt(1, pid);
            try (var result = statement.executeQuery()) {
                return Optional.of(
                        result.next()
                                ? new WholeTableCopy(
                                        result.getString(1),
                                        left(rows.getAsLong(), result.getLong(2), result.getDouble(3)))
                                : new WholeTableCopy(null, null));
            }
        }
    }

    /** @param seconds that the rows copied so far took */
    static String left(long rows, long copied, double seconds) {
        if (copied <= 0 || copied >= rows || seconds <= 0) {
            return null;
        }
        var more = seconds / copied * (rows - copied);
        if (more < MINUTE) {
            return "less than a minute";
        }
        return more < 2 * HOUR
                ? "about " + Quantity.of(Math.round(more / MINUTE), "minute")
                : "about " + Quantity.of(Math.round(more / HOUR), "hour");
    }

    /** What it is, as what a process does. */
    String text() {
        return ", which copies " + (table == null ? "a table" : "the table " + table)
                + " without a key in one transaction" + (left == null ? "" : " for " + left + " more");
    }

    /** What to do about it, up to the name of the task. */
    String remedy() {
        return "Wait until that table is copied" + (left == null ? "" : ", for " + left)
                + ", or stop that task, which then begins that table again; ";
    }
}
