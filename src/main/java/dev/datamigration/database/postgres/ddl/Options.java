package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.sql.Sql;
import java.util.Collection;
import java.util.stream.Collectors;

/** Storage parameters as the catalog has them, {@code name=value}, as SQL takes them. */
final class Options {
    private Options() {}

    static String printed(String option) {
        var at = option.indexOf('=');
        return at < 0
                ? option
                : option.substring(0, at) + "="
                        + Sql.literal(option.substring(at + 1)).strip();
    }

    static String printed(Collection<String> options) {
        return options.stream().map(Options::printed).collect(Collectors.joining(", "));
    }
}
