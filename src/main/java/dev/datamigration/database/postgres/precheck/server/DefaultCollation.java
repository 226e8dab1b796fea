package dev.datamigration.database.postgres.precheck.server;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.precheck.Finding;

/** Another default collation carries all data, but sorts and compares text differently. */
public record DefaultCollation() implements TargetCheck {
    /** By way of json, because the columns have other names from version to version, and 13 lacks some. */
    private static final String COLLATION = """
            SELECT pg_catalog.concat_ws(', ', d ->> 'datcollate', d ->> 'datctype',
                     CASE d ->> 'datlocprovider' WHEN 'i' THEN 'ICU' WHEN 'b' THEN 'builtin' END,
                     CASE WHEN d ->> 'datlocprovider' IN ('i', 'b')
                          THEN coalesce(d ->> 'datlocale', d ->> 'daticulocale') END)
              FROM (SELECT pg_catalog.to_jsonb(db) AS d FROM pg_catalog.pg_database db
                     WHERE db.datname = pg_catalog.current_database()) databases
            """;

    @Override
    public Finding look(CheckedDatabases databases) {
        return verdict(databases.source().text(COLLATION), databases.target().text(COLLATION));
    }

    static Finding verdict(String source, String target) {
        return source.equals(target)
                ? Finding.passed("Both databases collate by " + source + ".")
                : Finding.warning(
                        "The source collates by %s, the target by %s: text sorts differently."
                                .formatted(source, target),
                        "If order matters to the application, create the target database with the source's LOCALE.");
    }
}
