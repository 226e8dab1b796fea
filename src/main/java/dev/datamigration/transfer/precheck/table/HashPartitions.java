package dev.datamigration.transfer.precheck.table;

import dev.datamigration.api.MigrationType;
import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.catalog.DataTable;
import dev.datamigration.database.postgres.compare.HashFacts;
import dev.datamigration.transfer.MigrationPlan;
import dev.datamigration.transfer.precheck.check.CheckedDatabase;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;
import dev.datamigration.transfer.precheck.check.Problems;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Whether rows that a hash assigns to a partition on the source belong to the same partition on the target. The hash of an
 * enum, and of whatever holds one, is that of its OID, which differs from server to server; that of text depends on the
 * encoding, and under a nondeterministic collation on the library; and every hash on the machine's byte order.
 */
public record HashPartitions() implements PrecheckCheck {
    private static final String KEYS = """
            WITH leaf AS (SELECT pg_catalog.unnest(?::pg_catalog.oid[]) AS oid),
            key AS (
              SELECT DISTINCT p.partrelid, a.attnum, a.atttypid, a.attcollation
                FROM leaf CROSS JOIN LATERAL pg_catalog.pg_partition_ancestors(leaf.oid) ancestor
                JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = ancestor.relid AND p.partstrat = 'h'
                JOIN pg_catalog.pg_attribute a
                  ON a.attrelid = p.partrelid AND a.attnum = ANY (p.partattrs::pg_catalog.int2[])),
            holds AS (
              WITH RECURSIVE part (partrelid, attnum, type) AS (
                SELECT partrelid, attnum, atttypid FROM key
                UNION
                SELECT part.partrelid, part.attnum, inner_type.oid
                  FROM part JOIN pg_catalog.pg_type t ON t.oid = part.type
                  CROSS JOIN LATERAL (
                       SELECT t.typbasetype WHERE t.typbasetype <> 0
                       UNION ALL SELECT t.typelem WHERE t.typelem <> 0 AND t.typlen = -1
                       UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid
                       UNION ALL SELECT c.atttypid FROM pg_catalog.pg_attribute c
                                  WHERE t.typtype = 'c' AND c.attrelid = t.typrelid AND c.attnum > 0
                                    AND NOT c.attisdropped) AS inner_type(oid))
              SELECT part.partrelid, part.attnum,
                     pg_catalog.bool_or(t.typtype = 'e') AS oids, pg_catalog.bool_or(t.typcategory = 'S') AS texts
                FROM part JOIN pg_catalog.pg_type t ON t.oid = part.type GROUP BY 1, 2)
            SELECT pg_catalog.format('%s.%s (%s)', n.nspname, c.relname, pg_catalog.format_type(key.atttypid, NULL)) AS key,
                   pg_catalog.format('%s.%s', n.nspname, c.relname) AS name,
                   holds.oids OR NOT coalesce(o.collisdeterministic, true) AS unlike, holds.texts
              FROM key JOIN holds USING (partrelid, attnum)
              JOIN pg_catalog.pg_class c ON c.oid = key.partrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_collation o ON o.oid = key.attcollation
             ORDER BY 1
            """;

    @Override
    public Side side() {
        return Side.Source;
    }

    @Override
    public Set<Side> asks() {
        return Set.of(Side.Source, Side.Target);
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Full) || plan.has(MigrationType.Incremental);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var source = facts(databases.source());
        var target = facts(databases.target());
        var problems = new Problems();
        databases
                .source()
                .list(
                        KEYS,
                        row -> new Key(
                                row.getString("key"),
                                row.getString("name"),
                                row.getBoolean("unlike"),
                                row.getBoolean("texts")),
                        partitions(databases))
                .stream()
                .filter(key -> key.differs(source, target))
                .forEach(key -> problems.add(
                        key.display(),
                        "Exclude %s and its partitions in spec.objects.exclude and bring them by pg_dump --load-via-partition-root, or make the partitions on the target beforehand as tables of their own, which take any row."
                                .formatted(key.name())));
        return problems.failedOr(
                "Tables partitioned by a hash that is another on the target, so that their rows belong to other partitions there",
                "No row belongs to another hash partition on the target.");
    }

    /** @param unlike whether its hash differs between any two servers */
    record Key(String display, String name, boolean unlike, boolean texts) {
        boolean differs(HashFacts source, HashFacts target) {
            return unlike
                    || source.probe() != target.probe()
                    || texts && !source.encoding().equals(target.encoding());
        }
    }

    /** Partitions for which the target does not have a table that takes any row. */
    private static List<Long> partitions(CheckedDatabases databases) {
        return databases.sourceTables().stream()
                .filter(table -> table.partitionRoot() != null)
                .filter(table -> {
                    var there = databases.targetTables().get(table.target());
                    return there == null || there.partitionRoot() != null;
                })
                .map(DataTable::oid)
                .toList();
    }

    private static HashFacts facts(CheckedDatabase database) {
        try {
            return HashFacts.read(database.connection());
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }
}
