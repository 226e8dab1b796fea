package dev.datamigration.database.postgres.connection;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.ServerErrorMessage;

/**
 * Says whether code of a user spoke, or was at work when the server did. A function may raise any text under any SQLSTATE, and
 * may fill in table, column and constraint as it likes; and what the server says of a statement that a function has put
 * together may hold whatever the function put in.
 */
final class ErrorOrigin {
    /** Source files of the languages from which functions raise errors. */
    private static final Set<String> RAISING = Set.of("pl_exec.c", "plperl.c", "pltcl.c", "plv8.cc", "plv8_func.cc");

    /** Matches what the languages say of a function that was at work; of some the name alone, of PL/pgSQL mostly with schema and arguments. */
    private static final Pattern AT_WORK =
            Pattern.compile("[\\w/ ]*function (?:\"(.+?)\"(?: .*)?|(\\S.*?\\))(?: line \\d+)? (?:at|during|while) .*)");

    private ErrorOrigin() {}

    static boolean isUserCode(ServerErrorMessage error) {
        return raises(error.getFile()) || !isOnlyOfServer(error.getWhere());
    }

    /**
     * Returns what the context says are functions that were at work. A function can have put anything there, so that it is none to be told
     * before the catalog has one of that name.
     */
    static List<String> functionsAtWork(ServerErrorMessage error) {
        return error.getWhere() == null
                ? List.of()
                : error.getWhere()
                        .lines()
                        .map(AT_WORK::matcher)
                        .filter(Matcher::matches)
                        .map(function -> function.group(1) == null ? function.group(2) : function.group(1))
                        .distinct()
                        .toList();
    }

    private static boolean raises(String file) {
        if (file == null) {
            return false;
        }
        var name = file.substring(file.lastIndexOf('/') + 1);
        return RAISING.contains(name) || name.startsWith("plpy_");
    }

    /** The lines of the context that tell of functions come from their language, and no two say it alike. */
    private static boolean isOnlyOfServer(String context) {
        return context == null
                || context.lines().allMatch(line -> line.startsWith("COPY ") || line.startsWith("while "));
    }
}
