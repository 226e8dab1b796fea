package dev.datamigration.database.postgres.connection;

import java.util.Set;
import org.postgresql.util.ServerErrorMessage;

/**
 * Whether code of a user spoke, or was at work when the server did. A function may raise any text under any SQLSTATE, and
 * may fill in table, column and constraint as it likes; and what the server says of a statement that a function has put
 * together may hold whatever the function put in.
 */
final class ErrorOrigin {
    /** Source files of the languages from which functions raise errors. */
    private static final Set<String> RAISING = Set.of("pl_exec.c", "plperl.c", "pltcl.c", "plv8.cc", "plv8_func.cc");

    private ErrorOrigin() {}

    static boolean isUserCode(ServerErrorMessage error) {
        return raises(error.getFile()) || !isOnlyOfServer(error.getWhere());
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
