package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.catalog.PartitionRoots;
import dev.datamigration.database.postgres.catalog.PublishedTables;
import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.DirectedFilter;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tables of the side read that have a counterpart on the other side.
 *
 * @param names those that hold rows
 * @param published what the publication names
 */
record CapturedTables(List<TableName> names, Set<TableName> published) {
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
     * @param read to the side that is read
     * @param written to the other side
     * @throws FailureException ServerSetting if the log would not tell which rows of a table change; then the server would
     *     refuse to change them once they are published
     */
    static CapturedTables read(Run run, Connection read, Connection written) {
        return SqlWork.call(run.source(), run.scope(), "looking which tables to capture", () -> {
            var filter = DirectedFilter.of(run, written);
            var counterparts = counterparts(written);
            var tables = DataTables.read(read, filter).stream()
                    .filter(table -> !table.unlogged() && counterparts.contains(table.target()))
                    .toList();
            checkIdentity(run, withoutIdentity(read, tables));
            var roots = PartitionRoots.read(read, filter).stream()
                    .filter(root -> counterparts.contains(filter.targetOf(root)))
                    .toList();
            return new CapturedTables(tables.stream().map(DataTable::name).toList(), PublishedTables.of(tables, roots));
        });
    }

    private static Set<TableName> counterparts(Connection written) throws SQLException {
        var names = new TreeSet<>(PartitionRoots.read(written, ObjectFilter.EVERYTHING));
        DataTables.read(written, ObjectFilter.EVERYTHING).stream()
                .filter(table -> !table.unlogged())
                .forEach(table -> names.add(table.name()));
        return names;
    }

    private static List<DataTable> withoutIdentity(Connection connection, Collection<DataTable> tables)
            throws SQLException {
        var oids = new ArrayList<Long>();
        try (var statement = connection.prepareStatement(WITHOUT_IDENTITY)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "oid",
                            tables.stream()
                                    .flatMap(table -> table.holders().stream())
                                    .toArray()));
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    oids.add(result.getLong(1));
                }
            }
        }
        return tables.stream()
                .filter(table -> table.holders().stream().anyMatch(oids::contains)
                        || table.inPartitions() && !table.hasKey() && table.replicaIdentity() != ReplicaIdentity.Full)
                .toList();
    }

    private static void checkIdentity(Run run, List<DataTable> tables) {
        if (tables.isEmpty()) {
            return;
        }
        var side = run.source().side();
        var where = side.name().toLowerCase(Locale.ROOT);
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
