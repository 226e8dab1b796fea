package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Makes a slot at a moment at which no table that it is for changes its definition or its file.
 *
 * <p>A server of any version up to 18 that decodes from a new slot does not know of changes to its catalog by
 * transactions that were under way while the slot was made (pgsql-hackers, "Fix logical decoding not track transaction
 * during SNAPBUILD_BUILDING_SNAPSHOT", 2025-11-22): a table that was truncated just then can never be decoded ("could not
 * map filenumber to relation OID"), one that was altered is decoded as it was before. Whoever reads what the slot gave
 * cannot mend that, so the slot is made again where a table changed meanwhile.
 */
public final class SteadySlot {
    private static final int ATTEMPTS = 20;

    /** Every statement that alters or rewrites a table writes its pg_class row, or that of a column, anew. */
    private static final String FINGERPRINT = """
            SELECT pg_catalog.md5(pg_catalog.string_agg(pg_catalog.concat_ws('/', c.oid, c.xmin, c.relfilenode,
                     (SELECT pg_catalog.string_agg(a.xmin::text, ',' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
                       WHERE a.attrelid = c.oid AND a.attnum > 0)), ' ' ORDER BY c.oid))
              FROM pg_catalog.pg_class c
             WHERE c.oid IN (SELECT pg_catalog.to_regclass(name) FROM pg_catalog.unnest(?::text[]) name)
            """;

    private final PostgresServer server;
    private final RunScope scope;
    private final Connection connection;
    private final List<String> tables;
    private final int boundSeconds;

    /** @param connection in autocommit mode, on the same server */
    public SteadySlot(PostgresServer server, RunScope scope, Connection connection, Collection<TableName> tables) {
        this(server, scope, connection, tables, 0);
    }

    /** @param boundSeconds how long each attempt waits for open transactions; 0 for as long as it takes */
    public SteadySlot(
            PostgresServer server,
            RunScope scope,
            Connection connection,
            Collection<TableName> tables,
            int boundSeconds) {
        this.boundSeconds = boundSeconds;
        this.server = server;
        this.scope = scope;
        this.connection = connection;
        this.tables = tables.stream().map(Sql::quoted).toList();
    }

    /**
     * Creates a permanent slot of that name, in place of one that is there.
     *
     * @throws FailureException SnapshotLost if tables kept changing, or whatever {@link LogicalSlots} throws
     */
    public ExportedSnapshot create(String slot) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            drop(slot);
            var before = fingerprint();
            var snapshot = LogicalSlots.createPermanent(server, scope, slot, boundSeconds);
            if (before.equals(fingerprint())) {
                return snapshot;
            }
            snapshot.close();
        }
        drop(slot);
        throw new FailureException(new Failure(
                FailureCode.SnapshotLost,
                server.side(),
                "Tables were altered or truncated each time the replication slot was made.",
                "Pause what truncates or alters tables so often."));
    }

    private void drop(String slot) {
        SqlWork.run(server, scope, "dropping the replication slot " + slot, () -> LogicalSlots.drop(connection, slot));
    }

    private String fingerprint() {
        return SqlWork.call(server, scope, "looking whether tables change", this::readFingerprint);
    }

    private String readFingerprint() throws SQLException {
        return SqlStatement.of(connection, FINGERPRINT)
                .with(SqlStatement.array("text", tables))
                .one(row -> String.valueOf(row.getString(1)));
    }
}
