package dev.datamigration.database.postgres.switchover;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.table.ReplicaIdentityUsable;
import dev.datamigration.database.postgres.precheck.table.TablesWithoutKey;
import dev.datamigration.database.switchover.SwitchoverChecks;
import dev.datamigration.database.switchover.SwitchoverItems;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.plan.Direction;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;

/** The items of the precheck of a switchover that ask one PostgreSQL database. */
record PostgresSwitchoverChecks(PostgresServer server) implements SwitchoverChecks {
    @Override
    public List<SwitchoverItem> openTransactions(Connection connection, RunScope scope, int seconds) {
        return new OpenTransactionsCheck(server.side(), checked(connection), scope).look(seconds);
    }

    @Override
    public List<SwitchoverItem> fence(Connection connection, Collection<String> roles) {
        return new FenceCheck(server, checked(connection)).look(roles);
    }

    @Override
    public List<SwitchoverItem> capture(
            Connection connection, RunScope scope, Direction direction, Collection<DataTable> tables, int seconds) {
        return new CaptureCheck(server, checked(connection), scope, direction, tables).look(seconds);
    }

    @Override
    public List<SwitchoverItem> rowIdentity(Connection connection, List<DataTable> tables) {
        var database = checked(connection);
        return List.of(
                SwitchoverItems.of("TablesWithoutKey", server.side(), TablesWithoutKey.verdict(database, tables)),
                SwitchoverItems.of("ReplicaIdentity", server.side(), ReplicaIdentityUsable.verdict(database, tables)));
    }

    @Override
    public List<SwitchoverItem> checkpoints(Connection connection) {
        return new CheckpointSchemaCheck(server.side(), checked(connection)).look();
    }

    @Override
    public List<SwitchoverItem> writeAccess(Connection connection, RunScope scope, List<DataTable> tables) {
        return new WriteAccessCheck(server.side(), checked(connection), scope).look(tables);
    }

    private CheckedDatabase checked(Connection connection) {
        return new CheckedDatabase(server.access(), connection);
    }
}
