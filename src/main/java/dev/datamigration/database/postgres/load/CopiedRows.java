package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.RowReader;
import java.sql.SQLException;
import org.postgresql.copy.CopyOut;

/** Rows that come out of a COPY, without the frame of their format. The driver holds one of them whole. */
final class CopiedRows implements RowReader {
    private final CopyOut copy;
    private final CopyFormat format;
    private boolean begun;

    CopiedRows(CopyOut copy, CopyFormat format) {
        this.copy = copy;
        this.format = format;
    }

    @Override
    public byte[] next() throws SQLException {
        for (var message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            var row = format.row(message, !begun);
            begun = true;
            if (row.length > 0) {
                return row;
            }
        }
        return null;
    }

    @Override
    public long sent() {
        return copy.getHandledRowCount();
    }
}
