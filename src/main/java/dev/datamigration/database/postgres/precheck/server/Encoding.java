package dev.datamigration.database.postgres.precheck.server;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;

/** Checks whether the target can hold every character of the source, or every byte. */
public record Encoding() implements TargetCheck {
    private static final String ENCODING = "SELECT pg_catalog.current_setting('server_encoding')";

    @Override
    public Finding look(CheckedDatabases databases) {
        return verdict(
                databases.source().text(ENCODING),
                databases.target().text(ENCODING),
                databases.target().access().database());
    }

    static Finding verdict(String source, String target, String database) {
        if (source.equals(target)) {
            return Finding.passed("Both databases are encoded in " + source + "."
                    + (source.equals("SQL_ASCII") ? " Texts are carried byte by byte, whatever they hold." : ""));
        }
        if (!target.equals("UTF8")) {
            return Finding.failed(
                    "The source is encoded in %s and the target in %s, which may lack some of its characters."
                            .formatted(source, target),
                    "Create the target database anew, connected to another one: ALTER DATABASE %1$s RENAME TO %2$s; CREATE DATABASE %1$s ENCODING 'UTF8' TEMPLATE template0;"
                            .formatted(Sql.identifier(database), Sql.identifier(database + "_before")));
        }
        return source.equals("SQL_ASCII")
                ? Finding.warning(
                        "The source is SQL_ASCII, which checks nothing: a value that is no valid UTF8, and comes while the task runs, cannot be read.",
                        "Correct what the item InvalidText names, and let the application write nothing but UTF8.")
                : Finding.passed("The source is encoded in %s, the target in UTF8.".formatted(source));
    }
}
