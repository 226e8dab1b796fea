package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.RowObservation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Looks again at rows that seemed to differ. */
public interface SuspectReader {
    /** One observation for each suspect, in their order, all of one snapshot. */
    List<RowObservation> look(Connection connection, List<List<String>> suspects) throws SQLException;

    /** The reader for a table, with or without a key. */
    static SuspectReader of(HashedTable table) {
        return table.key().isEmpty() ? new KeylessSuspectReader(table) : new KeyedSuspectReader(table);
    }
}
