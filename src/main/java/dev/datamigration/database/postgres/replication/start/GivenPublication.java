package dev.datamigration.database.postgres.replication.start;

import dev.datamigration.api.task.StartFrom;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Proves that a publication had all changes of tables ever since a slot was made. The server looks a publication up as of each
 * change that it reads; of one that was made later it refuses to read, or says nothing of what came before, depending on its version
 * and on what was made later. What stands in the catalog by a transaction before the slot's horizon was there for all of it.
 */
public final class GivenPublication {
    private static final int NAMED = 5;
    private static final int FILTERS_SINCE = 15;

    private static final String READ = """
            SELECT puballtables, pubinsert AND pubupdate AND pubdelete AND pubtruncate AS whole, pubviaroot,
                   pg_catalog.age(xmin) > pg_catalog.age(?::text::pg_catalog.xid) AS before
              FROM pg_catalog.pg_publication WHERE pubname = ?
            """;

    private static final String NOT_IN_IT = """
            SELECT n.nspname, c.relname
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_catalog.pg_publication p ON p.pubname = ?
             WHERE c.oid = ANY (?) AND (NOT (%s) OR %s)
             ORDER BY 1, 2
            """;

    private static final String OF_TABLE = """
            EXISTS (SELECT 1 FROM pg_catalog.pg_publication_rel r
                     WHERE r.prpubid = p.oid
                       AND (r.prrelid = c.oid OR r.prrelid IN (SELECT relid FROM pg_catalog.pg_partition_ancestors(c.oid)))
                       AND %s)
            """;

    private static final String OF_SCHEMA = """
            EXISTS (SELECT 1 FROM pg_catalog.pg_publication_namespace r
                     JOIN pg_catalog.pg_class t ON t.relnamespace = r.pnnspid
                     WHERE r.pnpubid = p.oid
                       AND (t.oid = c.oid OR t.oid IN (SELECT relid FROM pg_catalog.pg_partition_ancestors(c.oid)))
                       AND %s)
            """;

    private static final String BEFORE = "pg_catalog.age(r.xmin) > pg_catalog.age(h.xid)";

    private final Connection connection;
    private final StartFrom from;
    private final GivenSlot slot;

    /**
     * @param from names the publication
     * @param slot that it is to be read with
     */
    public GivenPublication(Connection connection, StartFrom from, GivenSlot slot) {
        this.connection = connection;
        this.from = from;
        this.slot = slot;
    }

    /** Why the changes of these tables are not known to be whole; empty where they are. */
    public Optional<Refusal> refusal(Collection<DataTable> tables) throws SQLException {
        var found = SqlStatement.of(connection, READ)
                .with(slot.horizon(), from.publication())
                .first(row -> new Found(
                        row.getBoolean("puballtables"),
                        row.getBoolean("whole"),
                        row.getBoolean("pubviaroot"),
                        row.getBoolean("before")));
        if (found.isEmpty()) {
            return refused("is not on the source");
        }
        if (!found.get().whole()) {
            return refused("does not publish all of insert, update, delete and truncate");
        }
        if (found.get().viaRoot()) {
            return refused("publishes partitions as their root (publish_via_partition_root)");
        }
        if (!found.get().before()) {
            return refused("is not known to have been there, as it is, when the replication slot %s was made"
                    .formatted(slot.slot()));
        }
        return found.get().all() ? Optional.empty() : without(tables);
    }

    private Optional<Refusal> without(Collection<DataTable> tables) throws SQLException {
        var oids = tables.stream().flatMap(table -> table.holders().stream()).toList();
        var missing = SqlStatement.of(
                        connection, notInIt(connection.getMetaData().getDatabaseMajorVersion()))
                .with(slot.horizon(), from.publication(), SqlStatement.array("oid", oids))
                .list(row -> row.getString(1) + "." + row.getString(2));
        return missing.isEmpty()
                ? Optional.empty()
                : refused("is not known to have had all changes of %s since the replication slot %s was made"
                        .formatted(named(missing), slot.slot()));
    }

    static String notInIt(int majorVersion) {
        var partial = majorVersion >= FILTERS_SINCE
                ? OF_TABLE.formatted("(r.prqual IS NOT NULL OR r.prattrs IS NOT NULL)")
                : "false";
        var known = OF_TABLE.formatted(BEFORE)
                + (majorVersion >= FILTERS_SINCE ? " OR " + OF_SCHEMA.formatted(BEFORE) : "");
        return "WITH h AS (SELECT ?::text::pg_catalog.xid AS xid) "
                + NOT_IN_IT.formatted(known, partial).replace("WHERE c.oid", "CROSS JOIN h WHERE c.oid");
    }

    private static String named(List<String> tables) {
        var first = tables.stream().limit(NAMED).collect(Collectors.joining(", "));
        return tables.size() > NAMED ? first + " and " + (tables.size() - NAMED) + " more" : first;
    }

    private Optional<Refusal> refused(String why) {
        return Optional.of(new Refusal(
                "The publication %s %s.".formatted(from.publication(), why),
                "Make one for all selected tables, then a slot; copy the rows anew and name both in spec.incrementalSync.startFrom: "
                        + NextPair.of(from).statements()));
    }

    private record Found(boolean all, boolean whole, boolean viaRoot, boolean before) {}
}
