package dev.datamigration.database.postgres.connection;

import java.util.Map;
import java.util.Set;

/** Names of the conditions behind SQLSTATEs, as PostgreSQL has them, and how much of a text may be told. */
final class ErrorConditions {
    /** About the server, the session, the login and rights: their texts name no more than objects that are there. */
    private static final Set<String> ABOUT_SERVER = Set.of("", "08", "25", "28", "3D", "40", "53", "57");

    /** About statements: an expression over rows may have named what they say is missing or wrong. */
    private static final Set<String> ABOUT_STATEMENTS =
            Set.of("0A", "26", "2B", "3B", "3F", "42", "54", "55", "58", "XX");

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("22001", "string data right truncation"),
            Map.entry("22003", "numeric value out of range"),
            Map.entry("22007", "invalid datetime format"),
            Map.entry("22008", "datetime field overflow"),
            Map.entry("22012", "division by zero"),
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
            Map.entry("28000", "invalid authorization specification"),
            Map.entry("28P01", "invalid password"),
            Map.entry("40001", "serialization failure"),
            Map.entry("40P01", "deadlock detected"),
            Map.entry("42501", "insufficient privilege"),
            Map.entry("42601", "syntax error"),
            Map.entry("42703", "undefined column"),
            Map.entry("42704", "undefined object"),
            Map.entry("42804", "datatype mismatch"),
            Map.entry("42883", "undefined function"),
            Map.entry("42P01", "undefined table"),
            Map.entry("44000", "with check option violation"),
            Map.entry("53100", "disk full"),
            Map.entry("53200", "out of memory"),
            Map.entry("53400", "configuration limit exceeded"),
            Map.entry("54000", "program limit exceeded"),
            Map.entry("55P03", "lock not available"),
            Map.entry("57014", "query canceled"),
            Map.entry("P0001", "exception raised by a function or trigger"));

    /** Says how much of a text may be told. */
    enum Telling {
        All,
        NothingQuoted,
        Nothing
    }

    private ErrorConditions() {}

    /** Whatever is not known to be free of values is not told. */
    static Telling telling(String state) {
        var stateClass = stateClass(state);
        if (ABOUT_SERVER.contains(stateClass) || state.equals(INSUFFICIENT_PRIVILEGE)) {
            return Telling.All;
        }
        return ABOUT_STATEMENTS.contains(stateClass) ? Telling.NothingQuoted : Telling.Nothing;
    }

    /** Returns whether PostgreSQL itself has it; a function may choose any. */
    static boolean isNamed(String state) {
        return NAMES.containsKey(state);
    }

    static String name(String state) {
        return NAMES.getOrDefault(
                state,
                switch (stateClass(state)) {
                    case "22" -> "data exception";
                    case "23" -> "integrity constraint violation";
                    case "40" -> "transaction rollback";
                    case "42", "3F" -> "syntax error or access rule violation";
                    case "53", "54", "58" -> "limit or fault of the server";
                    case "P0" -> "error raised by a function or trigger";
                    default -> "an error whose text may hold values of rows";
                });
    }

    private static String stateClass(String state) {
        return state.length() < 2 ? "" : state.substring(0, 2);
    }
}
