package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.Aggregate;
import dev.datamigration.database.compare.Buckets;
import dev.datamigration.database.compare.HashedRow;
import dev.datamigration.database.postgres.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads one side of a table dealt into buckets: by the hash of the key, or of the whole row where there is no key.
 * Hashes are compared as numbers, so nothing depends on how text sorts.
 */
public final class BucketReader {
    private final HashedTable table;
    private final Buckets buckets;

    public BucketReader(HashedTable table, Buckets buckets) {
        this.table = table;
        this.buckets = buckets;
    }

    /** Returns how many blocks the table has; none is known of one in partitions, which is read as one part. */
    public long blocks(Connection connection) throws SQLException {
        var sql = "SELECT coalesce(pg_relation_size(%s), 0) / current_setting('block_size')::bigint"
                .formatted(Sql.literal(Sql.quoted(table.name())) + "::regclass");
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Adds the rows that lie in a range of blocks to their buckets; returns how many they are. */
    public long addTo(Aggregate[] sums, Connection connection, BlockRange blocks) throws SQLException {
        var sql =
                "SELECT b, count(*), sum(h1), sum(h2) FROM (SELECT %s AS b, h1, h2 FROM (%s) AS hashed) AS dealt GROUP BY b"
                        .formatted(bucket("bh"), withBucketHash(blocks.condition()));
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = 0L;
            while (result.next()) {
                var bucket = result.getInt(1);
                var sum = AggregateColumns.read(result, 2);
                sums[bucket] = sums[bucket].plus(sum);
                rows += sum.rows();
            }
            return rows;
        }
    }

    /**
     * Rows of some buckets, sorted by bucket hash; the connection must not be in autocommit mode.
     *
     * @param after leaves out rows whose bucket hash is not above it; null leaves out none
     */
    public RowStream rows(Connection connection, Collection<Integer> wanted, Long after) throws SQLException {
        var sql = table.key().isEmpty()
                ? "SELECT bh, h1, h2, count(*) AS copies FROM (%s) AS hashed WHERE %s GROUP BY bh, h1, h2 ORDER BY bh"
                        .formatted(withBucketHash("true"), condition("bh", wanted, after))
                : withBucketHash(condition(table.digest().bucketHash(table.key()), wanted, after)) + " ORDER BY bh";
        return new RowStream(connection, sql, this::row);
    }

    private String condition(String bucketHash, Collection<Integer> wanted, Long after) {
        var list = wanted.stream().map(String::valueOf).collect(Collectors.joining(","));
        var among = bucket(bucketHash) + " = ANY ('{" + list + "}')";
        return after == null ? among : among + " AND " + bucketHash + " > '" + after + "'::bigint";
    }

    private String bucket(String hash) {
        return "(" + hash + " & " + (buckets.count() - 1) + ")::integer";
    }

    private String withBucketHash(String condition) {
        if (table.key().isEmpty()) {
            return "SELECT h1 AS bh, h1, h2 FROM (%s) AS rows".formatted(table.hashed("", table.only(), condition));
        }
        var inner = table.digest().bucketHash(table.key()) + " AS bh, " + table.keyTexts();
        return table.hashed(inner, table.only(), condition);
    }

    /** A row without a key is known by its hash, and differs by how often it is there. */
    private HashedRow row(ResultSet result) throws SQLException {
        var h1 = result.getString("h1");
        var h2 = result.getString("h2");
        if (table.key().isEmpty()) {
            return new HashedRow(List.of(h1, h2), result.getString("copies"));
        }
        var key = new ArrayList<String>();
        for (var i = 0; i < table.key().size(); i++) {
            key.add(result.getString("k" + i));
        }
        return new HashedRow(key, h1 + ":" + h2);
    }
}
