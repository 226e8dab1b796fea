package dev.datamigration.database.postgres.load;

import dev.datamigration.database.Position;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.Snapshot;
import dev.datamigration.database.load.SnapshotReader;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import java.util.List;

/** An exported snapshot, under which all tables are read as of one position. */
record PostgresSnapshot(PostgresServer server, ExportedSnapshot exported) implements Snapshot {

    @Override
    public String name() {
        return exported.name();
    }

    @Override
    public Position position(TableName table) {
        return exported.position();
    }

    @Override
    public Position end() {
        return exported.position();
    }

    @Override
    public List<DataTable> tables(RunScope scope, ObjectFilter filter) {
        return SqlWork.connected(server, scope, "plan", "reading the tables that the snapshot sees", connection -> {
            ExportedSnapshot.prepare(connection);
            exported.begin(connection);
            return DataTables.read(connection, filter);
        });
    }

    @Override
    public SnapshotReader open(RunScope scope) {
        return new SourceReader(server, scope, exported);
    }

    @Override
    public void close() {
        exported.close();
    }
}
