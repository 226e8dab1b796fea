package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.postgres.liveness.GivenUpException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Says what an error says, without the values of rows. Of an error about data, and of whatever a function said or was at work
 * for, only the condition is told; of other errors the text, with what it quotes left out where an expression could have
 * put a value there. The server's own log has the rest.
 */
final class ErrorText {
    private static final String LEFT_OUT = "\"…\"";

    /** What is not a plain name is not told. */
    private static final Pattern COPIED = Pattern.compile("COPY \\w{1,63}, line \\d+(, column \\w{1,63}(?=:|$))?");

    private ErrorText() {}

    /** One line. */
    static String of(SQLException error) {
        return of(error, quoted -> false);
    }

    /** As {@link #of(SQLException)}, for an error of a statement of ours: what the statement says itself may be told. */
    static String of(SQLException error, String statement) {
        return of(error, statement::contains);
    }

    private static String of(SQLException error, Predicate<String> known) {
        var server = serverMessage(error);
        var state = PostgresFailures.state(error);
        if (server != null && ErrorOrigin.isUserCode(server)) {
            return ErrorConditions.name(state) + ", in a function or trigger";
        }
        var text = firstLine(server == null ? told(error) : server.getMessage());
        return switch (ErrorConditions.telling(state)) {
            case All -> text;
            case NothingQuoted -> server == null ? text : withoutQuoted(text, state, known);
            case Nothing -> ErrorConditions.name(state) + (server == null ? "" : objects(server));
        };
    }

    /** The driver's text, and why we broke the connection off, if that is what it met. */
    private static String told(SQLException error) {
        return Stream.iterate((Throwable) error, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(GivenUpException.class::isInstance)
                .findFirst()
                .map(given -> firstLine(error.getMessage()) + ": " + given.getMessage())
                .orElse(error.getMessage());
    }

    /** The SQLSTATE for people; empty where there is none, or where a function chose one that is not PostgreSQL's. */
    static String state(SQLException error) {
        var state = PostgresFailures.state(error);
        var server = serverMessage(error);
        var chosen = server != null && ErrorOrigin.isUserCode(server) && !ErrorConditions.isNamed(state);
        return state.isEmpty() || chosen ? "" : " (SQLSTATE " + state + ")";
    }

    /** An error in its place that has no text but {@link #of(SQLException)}. Its stack trace is kept. */
    static SQLException withoutValues(SQLException error) {
        if (serverMessage(error) == null
                && error.getNextException() == null
                && ErrorConditions.telling(PostgresFailures.state(error)) != ErrorConditions.Telling.Nothing) {
            return error;
        }
        var replacement = new SQLException(of(error), error.getSQLState());
        replacement.setStackTrace(error.getStackTrace());
        return replacement;
    }

    /** Text in another language may quote in any way. */
    private static String withoutQuoted(String text, String state, Predicate<String> known) {
        if (!text.chars().allMatch(character -> character < 0x80 || known.test(Character.toString(character)))) {
            return ErrorConditions.name(state);
        }
        var told = new StringBuilder();
        var parts = text.split("\"", -1);
        if (parts.length % 2 == 0) {
            return ErrorConditions.name(state);
        }
        for (var i = 0; i < parts.length; i++) {
            told.append(i % 2 == 0 ? parts[i] : known.test(parts[i]) ? "\"" + parts[i] + "\"" : LEFT_OUT);
        }
        return told.toString();
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
        copied(server.getWhere()).ifPresent(names::add);
        return names.isEmpty() ? "" : ": " + String.join(", ", names);
    }

    /** Returns where in a copy it was, as the context says before any value. */
    private static Optional<String> copied(String context) {
        return context == null
                ? Optional.empty()
                : context.lines()
                        .map(COPIED::matcher)
                        .filter(Matcher::lookingAt)
                        .findFirst()
                        .map(Matcher::group);
    }

    private static ServerErrorMessage serverMessage(SQLException error) {
        return error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    private static String firstLine(String text) {
        return text == null ? "no message" : text.lines().findFirst().orElse("no message");
    }
}
