package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.RowVersion;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/** Reads which versions of rows stand under keys; for tables with a key. */
final class RowVersions {
    private final HashedTable table;

    public RowVersions(HashedTable table) {
        this.table = table;
    }

    /** One for each key, in their order, all of one snapshot. */
    public List<RowVersion> read(Connection connection, List<List<String>> keys) throws SQLException {
        return read(connection, keys, table.joinedWith(keys));
    }

    /** As {@link #read}; the rows that are found stay locked for the rest of the transaction. */
    public List<RowVersion> lock(Connection connection, List<List<String>> keys) throws SQLException {
        return read(connection, keys, table.writtenWith(keys) + " FOR UPDATE OF t");
    }

    private List<RowVersion> read(Connection connection, List<List<String>> keys, String from) throws SQLException {
        var versions = new ArrayList<>(Collections.nCopies(keys.size(), RowVersion.ABSENT));
        var sql = "SELECT v.n, %s, t.xmin::text, t.xmax::text <> '0' FROM %s"
                .formatted(table.extent().place(), from);
        SqlStatement.of(connection, sql).list(row -> {
            var n = row.getInt(1);
            return versions.set(n, plus(versions.get(n), row.getString(2), row.getString(3), row.getBoolean(4)));
        });
        return versions;
    }

    /** A key that is not unique on this side names several rows, which come in any order. */
    private static RowVersion plus(RowVersion seen, String place, String writer, boolean contended) {
        var places = new ArrayList<>(seen.places());
        places.add(place);
        var versions = new HashSet<>(seen.versions());
        versions.add(place + writer);
        return new RowVersion(versions, places, seen.contended() || contended);
    }
}
