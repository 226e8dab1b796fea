package dev.datamigration.database.postgres.load;

import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.RowPipe;
import dev.datamigration.database.load.RowReader;
import dev.datamigration.database.load.RowSelection;
import dev.datamigration.database.load.RowSink;
import dev.datamigration.database.postgres.connection.CopyStreams;
import java.sql.Connection;
import java.sql.SQLException;

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
}
