package dev.datamigration.database.postgres.replication;

import dev.datamigration.api.Side;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.catalog.PartitionRoots;
import dev.datamigration.database.postgres.catalog.PublishedTables;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The tables that have a counterpart on the other side.
 *
 * @param holding those that hold rows
 * @param published what the publication names
 */
record CapturedTables(List<DataTable> holding, Set<TableName> published) {
    private static final String WITHOUT_IDENTITY = """
            SELECT c.oid FROM pg_catalog.pg_class c
             WHERE c.oid = ANY (?) AND NOT CASE c.relreplident
               WHEN 'f' THEN NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
                                            AND a.attgenerated = 'v' AND NOT a.attisdropped)
               WHEN 'n' THEN false
               ELSE EXISTS (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisvalid
                               AND CASE c.relreplident WHEN 'i' THEN i.indisreplident
                                     ELSE i.indisprimary AND i.indimmediate END
                               AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
                                                  AND a.attgenerated <> '' AND a.attnum = ANY (i.indkey::int2[])))
               END
            """;

    /**
     * @param counterparts tables and partitioned tables of the other side
     * @throws FailureException ServerSetting if the log would not tell which rows of a table change; then the server would
     *     refuse to change them once they are published
     */
    static CapturedTables read(
            PostgresServer server,
            RunScope scope,
            Connection connection,
            ObjectFilter filter,
            Set<TableName> counterparts) {
        return SqlWork.call(server, scope, "looking which tables to capture", () -> {
            var tables = DataTables.read(connection, filter).stream()
                    .filter(table -> !table.unlogged() && counterparts.contains(table.target()))
                    .toList();
            checkIdentity(server.side(), withoutIdentity(connection, tables));
            var roots = PartitionRoots.read(connection, filter).stream()
                    .filter(root -> counterparts.contains(filter.targetOf(root)))
                    .toList();
            return new CapturedTables(tables, PublishedTables.of(tables, roots));
        });
    }

    List<TableName> names() {
        return holding.stream().map(DataTable::name).toList();
    }

    private static List<DataTable> withoutIdentity(Connection connection, Collection<DataTable> tables)
            throws SQLException {
        var holders = tables.stream().flatMap(table -> table.holders().stream()).toList();
        var oids = SqlStatement.of(connection, WITHOUT_IDENTITY)
                .with(SqlStatement.array("oid", holders))
                .list(row -> row.getLong(1));
        return tables.stream()
                .filter(table -> table.holders().stream().anyMatch(oids::contains)
                        || table.inPartitions() && !table.hasKey() && table.replicaIdentity() != ReplicaIdentity.Full)
                .toList();
    }

    private static void checkIdentity(Side side, List<DataTable> tables) {
        if (tables.isEmpty()) {
            return;
        }
        var where = side.word();
        var names = tables.stream().map(table -> table.name().toString()).toList();
        var statements = tables.stream()
                .map(table -> table.computedOnRead()
                        ? "ALTER TABLE %s ADD COLUMN migration_key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;"
                                .formatted(Sql.quoted(table.name()))
                        : TableExtent.of(table).alter("REPLICA IDENTITY FULL"))
                .toList();
        throw new FailureException(new Failure(
                FailureCode.ServerSetting,
                side,
                "The log of the %s does not tell which rows change in %s: no primary key, and no other replica identity."
                        .formatted(where, String.join(", ", names)),
                "Run on the %s: %s Then try again.".formatted(where, String.join(" ", statements))));
    }
}
