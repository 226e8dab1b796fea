package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.RowObservation;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Looks rows up by key. A row's version is its place and the transaction that wrote it, which no two versions share. */
final class KeyedSuspectReader {
    private final HashedTable table;

    KeyedSuspectReader(HashedTable table) {
        this.table = table;
    }

    /** One observation for each suspect, in their order, all of one snapshot. */
    List<RowObservation> look(Connection connection, List<List<String>> suspects) throws SQLException {
        var observations = new ArrayList<>(Collections.nCopies(suspects.size(), RowObservation.ABSENT));
        SqlStatement.of(connection, sql(suspects)).list(row -> {
            var n = row.getInt("n");
            return observations.set(n, plus(observations.get(n), row));
        });
        return observations;
    }

    /** The key may not be unique on the target, so several rows may answer to it: they are sorted by the query. */
    private RowObservation plus(RowObservation seen, ResultSet result) throws SQLException {
        var value = result.getString("h1") + ":" + result.getString("h2");
        var version = result.getString("place") + result.getString("xmin");
        if (!seen.absent()) {
            return new RowObservation(
                    seen.value() + "," + value,
                    seen.version() + "," + version,
                    seen.rows() + 1,
                    seen.key(),
                    seen.place());
        }
        return new RowObservation(value, version, 1, table.keyOf(result), result.getString("place"));
    }

    private String sql(List<List<String>> suspects) {
        var inner = "v.n, " + table.extent().place() + " AS place, t.xmin::text AS xmin, " + table.keyTexts();
        return table.hashed(inner, table.joinedWith(suspects), "true") + " ORDER BY n, h1, h2";
    }
}
