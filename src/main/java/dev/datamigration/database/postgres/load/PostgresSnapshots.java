package dev.datamigration.database.postgres.load;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.load.Snapshot;
import dev.datamigration.database.load.Snapshots;
import dev.datamigration.database.postgres.catalog.PartitionRoots;
import dev.datamigration.database.postgres.catalog.PublishedTables;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import dev.datamigration.database.postgres.replication.LogicalSlots;
import dev.datamigration.database.postgres.replication.Publications;
import dev.datamigration.database.postgres.replication.SteadySlot;
import dev.datamigration.database.selection.ObjectFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Exported snapshots, which any number of connections read under; those with a position come with a replication slot. */
public record PostgresSnapshots(PostgresServer server) implements Snapshots {

    @Override
    public Snapshot take(RunScope scope, Collection<LoadTable> tables, int readers) {
        return new PostgresSnapshot(server, ExportedSnapshot.take(server, scope));
    }

    @Override
    public Snapshot capture(
            RunScope scope,
            Connection source,
            String capture,
            ObjectFilter filter,
            Collection<LoadTable> tables,
            int readers) {
        // the publication must be there before the slot: the server looks it up as of every change that it decodes
        SqlWork.run(server, scope, "preparing the publication", () -> publish(source, capture, filter, tables));
        var names = tables.stream().map(LoadTable::name).toList();
        return new PostgresSnapshot(server, new SteadySlot(server, scope, source, names).create(capture));
    }

    private static void publish(Connection source, String capture, ObjectFilter filter, Collection<LoadTable> tables)
            throws SQLException {
        LogicalSlots.drop(source, capture);
        var roots = PartitionRoots.read(source, filter);
        Publications.ensure(
                source,
                capture,
                PublishedTables.of(tables.stream().map(LoadTable::table).toList(), roots));
    }

    @Override
    public Snapshot beside(RunScope scope, String capture, Collection<LoadTable> tables, int readers) {
        // a name of its own each time: an earlier one may not have ended yet
        var slot = capture + "_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return new PostgresSnapshot(server, LogicalSlots.createTemporary(server, scope, slot));
    }

    @Override
    public Snapshot elsewhere(String name) {
        return new PostgresSnapshot(server, ExportedSnapshot.elsewhere(name));
    }
}
