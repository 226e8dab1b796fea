package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says with which publication a slot is read that was copied from somebody else's: with theirs up to a position, since ours was not
 * there when that log was written, and with ours from there on. Kept as the comment of our publication, so that it lasts as long.
 *
 * @param theirs the other publication
 * @param until every transaction that commits at or after it began when our publication was there
 */
record Succession(String theirs, Lsn until) {
    private static final Pattern WRITTEN =
            Pattern.compile("datamigration: read with (.*) before ([0-9A-F]+/[0-9A-F]+)", Pattern.DOTALL);

    void note(Connection connection, String publication) throws SQLException {
        SqlStatement.execute(
                connection, "COMMENT ON PUBLICATION " + Sql.identifier(publication) + " IS " + Sql.literal(text()));
    }

    static Optional<Succession> read(Connection connection, String publication) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT pg_catalog.obj_description(oid, 'pg_publication') FROM pg_catalog.pg_publication
                         WHERE pubname = ? AND pg_catalog.obj_description(oid, 'pg_publication') IS NOT NULL
                        """)
                .with(publication)
                .first(row -> row.getString(1))
                .flatMap(Succession::parse);
    }

    String text() {
        return "datamigration: read with " + theirs + " before " + until;
    }

    /** Empty where it is somebody's remark. */
    static Optional<Succession> parse(String text) {
        var found = WRITTEN.matcher(text);
        return found.matches()
                ? Optional.of(new Succession(found.group(1), Lsn.parse(found.group(2))))
                : Optional.empty();
    }
}
