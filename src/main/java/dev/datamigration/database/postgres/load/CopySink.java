package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.RowSink;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Rows that go into a COPY, which gives them the frame of their format. */
final class CopySink implements RowSink {
    private final CopyIn copy;
    private final CopyFormat format;

    CopySink(CopyIn copy, CopyFormat format) throws SQLException {
        this.copy = copy;
        this.format = format;
        write(format.beginning(), format.beginning().length);
    }

    @Override
    public void write(byte[] data, int length) throws SQLException {
        copy.writeToCopy(data, 0, length);
    }

    @Override
    public long end() throws SQLException {
        write(format.end(), format.end().length);
        return copy.endCopy();
    }
}
