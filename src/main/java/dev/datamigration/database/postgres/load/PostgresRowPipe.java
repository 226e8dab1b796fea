package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.RowPipe;
import dev.datamigration.database.load.RowReader;
import dev.datamigration.database.load.RowSelection;
import dev.datamigration.database.load.RowSink;
import dev.datamigration.database.postgres.connection.CopyStreams;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** From COPY to COPY, byte by byte. */
public final class PostgresRowPipe implements RowPipe {

    @Override
    public RowReader read(Connection source, LoadTable table, RowSelection rows) throws SQLException {
        return new CopiedRows(CopyStreams.out(source, CopySql.out(table, rows)), CopyFormat.of(table));
    }

    @Override
    public RowSink write(Connection target, LoadTable table) throws SQLException {
        return new CopySink(CopyStreams.in(target, CopySql.in(table)), CopyFormat.of(table));
    }

    /** Rows that come out of a COPY, without the frame of their format. The driver holds one of them whole. */
    private static final class CopiedRows implements RowReader {
        private final CopyOut copy;
        private final CopyFormat format;
        private boolean begun;

        private CopiedRows(CopyOut copy, CopyFormat format) {
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

    /** Rows that go into a COPY, which gives them the frame of their format. */
    private static final class CopySink implements RowSink {
        private final CopyIn copy;
        private final CopyFormat format;

        private CopySink(CopyIn copy, CopyFormat format) throws SQLException {
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
}
