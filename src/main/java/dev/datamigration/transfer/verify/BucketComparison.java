package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.compare.Aggregate;
import dev.datamigration.database.postgres.compare.BlockRange;
import dev.datamigration.database.postgres.compare.BucketReader;
import dev.datamigration.database.postgres.compare.Buckets;
import dev.datamigration.database.postgres.compare.HashedRow;
import dev.datamigration.database.postgres.compare.HashedTable;
import dev.datamigration.database.postgres.compare.RowStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Compares a table by buckets of a hash: where there is no key, or where its ranges could sort differently on both
 * sides. Reads each side once as a whole, under one snapshot, and once more where buckets differ.
 */
final class BucketComparison implements Pieces {
    /** At most so many blocks are read between two looks at whether to go on: 128 MB of 8 kB blocks. */
    private static final int BLOCKS_AT_ONCE = 16_384;

    private final HashedTable sourceTable;
    private final HashedTable targetTable;
    private final Buckets buckets;
    private final Suspects suspects;
    private final TableTally tally;
    private final Halt halt;
    private boolean handedOut;

    BucketComparison(
            HashedTable source, HashedTable target, Buckets buckets, Suspects suspects, TableTally tally, Halt halt) {
        this.sourceTable = source;
        this.targetTable = target;
        this.buckets = buckets;
        this.suspects = suspects;
        this.tally = tally;
        this.halt = halt;
    }

    @Override
    public Optional<Piece> next(Servers servers) {
        if (handedOut) {
            return Optional.empty();
        }
        handedOut = true;
        return Optional.of(this::compare);
    }

    private void compare(Servers servers) {
        var different = differentBuckets(servers);
        if (!different.isEmpty()) {
            servers.source()
                    .askInTransaction(
                            source -> servers.target().askInTransaction(target -> compareRows(different, servers)));
        }
    }

    private List<Integer> differentBuckets(Servers servers) {
        var sums = servers.bothInSnapshots(
                connection -> scan(connection, sourceTable), connection -> scan(connection, targetTable));
        var different = new ArrayList<Integer>();
        for (var bucket = 0; bucket < buckets.count(); bucket++) {
            var source = sums.source()[bucket];
            if (source.equals(sums.target()[bucket])) {
                tally.addConsistent(source.rows());
            } else {
                different.add(bucket);
            }
        }
        return different;
    }

    private Aggregate[] scan(Connection connection, HashedTable table) throws SQLException {
        var reader = new BucketReader(table, buckets);
        var sums = new Aggregate[buckets.count()];
        Arrays.fill(sums, Aggregate.NONE);
        var version = connection.getMetaData().getDatabaseMajorVersion();
        for (var blocks : BlockRange.parts(reader.blocks(connection), BLOCKS_AT_ONCE, version)) {
            halt.check();
            var rows = reader.addTo(sums, connection, blocks);
            if (table == sourceTable) {
                tally.addScanned(rows);
            }
        }
        return sums;
    }

    private Void compareRows(List<Integer> different, Servers servers) throws SQLException {
        var streams = servers.both(
                connection -> new BucketReader(sourceTable, buckets).rows(connection, different),
                connection -> new BucketReader(targetTable, buckets).rows(connection, different));
        try (var source = streams.source();
                var target = streams.target()) {
            while ((source.present() || target.present()) && !suspects.limitExceeded()) {
                halt.check();
                var hash = !target.present() || (source.present() && source.hash() <= target.hash())
                        ? source.hash()
                        : target.hash();
                compareRows(take(source, hash), take(target, hash), servers);
            }
        }
        return null;
    }

    private void compareRows(List<HashedRow> source, List<HashedRow> target, Servers servers) {
        var compared = RowComparison.of(source, target, this::copies);
        tally.addConsistent(compared.equalRows());
        suspects.add(compared.suspects(), servers);
    }

    private static List<HashedRow> take(RowStream stream, long hash) throws SQLException {
        var rows = new ArrayList<HashedRow>();
        while (stream.present() && stream.hash() == hash) {
            rows.add(stream.take());
        }
        return rows;
    }

    /** Without a key, equal rows come as one with their number. */
    private long copies(HashedRow row) {
        return sourceTable.key().isEmpty() ? Long.parseLong(row.hash()) : 1;
    }
}
