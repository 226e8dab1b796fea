package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.compare.Aggregate;
import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.Buckets;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.HashedRow;
import dev.datamigration.database.compare.RowStream;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.TableTally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Compares a table by buckets of a hash: where there is no key, or where its ranges could sort differently on both
 * sides. Reads each side once as a whole, under one snapshot, and once more where buckets differ.
 */
public final class BucketComparison implements Pieces {
    /** Keys of suspects held in memory before they are settled. */
    private static final int SUSPECTS_AT_ONCE = 20_000;

    private final Both<ComparedTable> pair;
    private final Buckets buckets;
    private final Suspects suspects;
    private final TableTally tally;
    private final StopSignal stopSignal;
    private boolean handedOut;

    public BucketComparison(
            Both<ComparedTable> pair, Buckets buckets, Suspects suspects, TableTally tally, StopSignal stopSignal) {
        this.pair = pair;
        this.buckets = buckets;
        this.suspects = suspects;
        this.tally = tally;
        this.stopSignal = stopSignal;
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
        Long after = null;
        var more = !different.isEmpty();
        while (more && !suspects.limitExceeded()) {
            var from = after;
            var part = servers.source()
                    .askInTransaction(source ->
                            servers.target().askInTransaction(target -> compareRows(different, from, servers)));
            suspects.add(part.suspects(), servers);
            after = part.lastHash();
            more = part.more();
        }
    }

    /**
     * Says what one pass over the rows found.
     *
     * @param lastHash the highest bucket hash that was compared, or null if no row was there
     * @param more whether rows above it may follow
     */
    private record Part(List<List<String>> suspects, Long lastHash, boolean more) {}

    private List<Integer> differentBuckets(Servers servers) {
        var sums = servers.bothInSnapshots(
                connection -> scan(connection, pair.source(), tally::addScanned),
                connection -> scan(connection, pair.target(), rows -> {}));
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

    private Aggregate[] scan(Connection connection, ComparedTable table, LongConsumer scanned) throws SQLException {
        return table.dealtInto(buckets).sums(connection, rows -> {
            scanned.accept(rows);
            stopSignal.check();
        });
    }

    /**
     * Settles nothing itself: settling waits for the apply, which in turn may wait, with a TRUNCATE, for the transactions
     * that read here.
     */
    private Part compareRows(List<Integer> different, Long after, Servers servers) throws SQLException {
        var streams = servers.both(
                connection -> pair.source().dealtInto(buckets).rows(connection, different, after),
                connection -> pair.target().dealtInto(buckets).rows(connection, different, after));
        var found = new ArrayList<List<String>>();
        var last = after;
        try (var source = streams.source();
                var target = streams.target()) {
            while ((source.present() || target.present()) && found.size() < SUSPECTS_AT_ONCE) {
                stopSignal.check();
                var hash = !target.present() || (source.present() && source.hash() <= target.hash())
                        ? source.hash()
                        : target.hash();
                var compared = RowComparison.of(take(source, hash), take(target, hash), this::copies);
                tally.addConsistent(compared.equalRows());
                found.addAll(compared.suspects());
                last = hash;
            }
            return new Part(List.copyOf(found), last, source.present() || target.present());
        }
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
        return pair.source().hasKey() ? 1 : Long.parseLong(row.hash());
    }
}
