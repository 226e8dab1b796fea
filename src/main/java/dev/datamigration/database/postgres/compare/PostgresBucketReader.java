package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.Aggregate;
import dev.datamigration.database.compare.BucketReader;
import dev.datamigration.database.compare.Buckets;
import dev.datamigration.database.compare.HashedRow;
import dev.datamigration.database.compare.RowStream;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Reads a table by parts, of which each is a range of its blocks. */
final class PostgresBucketReader implements BucketReader {
    /** At most so many blocks are read between two looks at whether to go on: 128 MB of 8 kB blocks. */
    private static final int BLOCKS_AT_ONCE = 16_384;

    private final HashedTable table;
    private final Buckets buckets;

    PostgresBucketReader(HashedTable table, Buckets buckets) {
        this.table = table;
        this.buckets = buckets;
    }

    @Override
    public Aggregate[] sums(Connection connection, LongConsumer read) throws SQLException {
        var sums = new Aggregate[buckets.count()];
        Arrays.fill(sums, Aggregate.NONE);
        var version = connection.getMetaData().getDatabaseMajorVersion();
        for (var part : BlockRange.parts(blocks(connection), BLOCKS_AT_ONCE, version)) {
            read.accept(addTo(sums, connection, part));
        }
        return sums;
    }

    @Override
    public RowStream rows(Connection connection, Collection<Integer> wanted, Long after) throws SQLException {
        var sql = table.key().isEmpty()
                ? "SELECT bh, h1, h2, count(*) AS copies FROM (%s) AS hashed WHERE %s GROUP BY bh, h1, h2 ORDER BY bh"
                        .formatted(table.hashedAndChecked("true"), condition("bh", wanted, after))
                : table.hashed(
                                bucketHash() + " AS bh, " + table.keyTexts(),
                                table.only(),
                                condition(bucketHash(), wanted, after))
                        + " ORDER BY bh";
        return new PostgresRowStream(connection, sql, this::row);
    }

    /** Returns how many blocks the table has; none is known of one in partitions, which is read as one part. */
    private long blocks(Connection connection) throws SQLException {
        var sql = "SELECT coalesce(pg_relation_size(%s), 0) / current_setting('block_size')::bigint"
                .formatted(Sql.literal(Sql.quoted(table.name())) + "::regclass");
        return SqlStatement.of(connection, sql).one(row -> row.getLong(1));
    }

    /** Adds the rows that lie in a range of blocks to their buckets; returns how many they are. */
    private long addTo(Aggregate[] sums, Connection connection, BlockRange blocks) throws SQLException {
        var sql = "SELECT b, %s FROM (SELECT %s AS b, hashed.* FROM (%s) AS hashed) AS dealt GROUP BY b"
                .formatted(table.sums(), bucket("bh"), dealt(blocks.condition()));
        var rows = SqlStatement.of(connection, sql).list(row -> {
            var bucket = row.getInt(1);
            var sum = AggregateColumns.read(row, 2);
            sums[bucket] = sums[bucket].plus(sum);
            return sum.rows();
        });
        return rows.stream().mapToLong(Long::longValue).sum();
    }

    private String condition(String bucketHash, Collection<Integer> wanted, Long after) {
        var list = wanted.stream().map(String::valueOf).collect(Collectors.joining(","));
        var among = bucket(bucketHash) + " = ANY ('{" + list + "}')";
        return after == null ? among : among + " AND " + bucketHash + " > '" + after + "'::bigint";
    }

    private String bucket(String hash) {
        return "(" + hash + " & " + (buckets.count() - 1) + ")::integer";
    }

    private String dealt(String condition) {
        return table.hasKey()
                ? table.checked(bucketHash() + " AS bh", condition)
                : "SELECT h1 AS bh, rows.* FROM (%s) AS rows OFFSET 0".formatted(table.checked("", condition));
    }

    private String bucketHash() {
        return table.bucketHash();
    }

    /** A row without a key is known by its hash, and differs by how often it is there. */
    private HashedRow row(ResultSet result) throws SQLException {
        var h1 = result.getString("h1");
        var h2 = result.getString("h2");
        if (table.key().isEmpty()) {
            return new HashedRow(List.of(h1, h2), result.getString("copies"));
        }
        return new HashedRow(table.keyOf(result), h1 + ":" + h2);
    }
}
