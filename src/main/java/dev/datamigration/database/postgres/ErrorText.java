package dev.datamigration.database.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What an error says, without the values of rows. The text of errors about data quotes the data ({@code invalid input
 * syntax for type integer: "…"}); of those only the condition and the names of the objects are told. The server's own
 * log has the rest.
 */
final class ErrorText {
    /** Names of the commonest conditions of the classes that are told without their text, as PostgreSQL names them. */
    private static final Map<String, String> CONDITIONS = Map.ofEntries(
            Map.entry("22001", "string data right truncation"),
            Map.entry("22003", "numeric value out of range"),
            Map.entry("22007", "invalid datetime format"),
            Map.entry("22008", "datetime field overflow"),
            Map.entry("22021", "character not in repertoire"),
            Map.entry("22023", "invalid parameter value"),
            Map.entry("22P02", "invalid text representation"),
            Map.entry("22P03", "invalid binary representation"),
            Map.entry("22P04", "bad copy file format"),
            Map.entry("22P05", "untranslatable character"),
            Map.entry("23502", "not null violation"),
            Map.entry("23503", "foreign key violation"),
            Map.entry("23505", "unique violation"),
            Map.entry("23514", "check violation"),
            Map.entry("23P01", "exclusion violation"),
            Map.entry("P0001", "exception raised by a function or trigger"));

    private ErrorText() {}

    /** One line. */
    static String of(SQLException error) {
        return mayQuoteValues(error) ? condition(error) : firstLine(text(error));
    }

    /** The same error, or one in its place that has no text but {@link #of}. Its stack trace is kept. */
    static SQLException withoutValues(SQLException error) {
        if (!mayQuoteValues(error)) {
            return error;
        }
        var replacement = new SQLException(of(error), error.getSQLState());
        replacement.setStackTrace(error.getStackTrace());
        return replacement;
    }

    private static boolean mayQuoteValues(SQLException error) {
        var state = PostgresFailures.state(error);
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("P0");
    }

    private static String condition(SQLException error) {
        var state = PostgresFailures.state(error);
        var condition = CONDITIONS.getOrDefault(
                state,
                switch (state.substring(0, 2)) {
                    case "22" -> "data exception";
                    case "23" -> "integrity constraint violation";
                    default -> "error raised by a function or trigger";
                });
        var server = serverMessage(error);
        return server == null ? condition : condition + objects(server);
    }

    private static String objects(ServerErrorMessage server) {
        var names = new ArrayList<String>();
        if (server.getTable() != null) {
            names.add("table " + (server.getSchema() == null ? "" : server.getSchema() + ".") + server.getTable());
        }
        if (server.getColumn() != null) {
            names.add("column " + server.getColumn());
        }
        if (server.getConstraint() != null) {
            names.add("constraint " + server.getConstraint());
        }
        if (server.getDatatype() != null) {
            names.add("type " + server.getDatatype());
        }
        return names.isEmpty() ? "" : ": " + String.join(", ", names);
    }

    private static String text(SQLException error) {
        var server = serverMessage(error);
        return server == null ? error.getMessage() : server.getMessage();
    }

    private static ServerErrorMessage serverMessage(SQLException error) {
        return error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    private static String firstLine(String text) {
        return text == null ? "no message" : text.lines().findFirst().orElse("no message");
    }
}
