package dev.datamigration.bench.server;

import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Transactions on the source at a fixed rate, whatever becomes of them, and how long after its commit each is seen on a target. Each
 * writer numbers its own; the target is asked for the latest of each writer all the while.
 */
public final class SteadyTraffic {
    /** Transactions a second, of all writers. */
    public static final int PER_SECOND = 1_000;

    /** The tables that they write to: each updates one row and adds another. */
    public static final List<String> TABLES = List.of(
            "CREATE TABLE teller (id int PRIMARY KEY, balance bigint NOT NULL DEFAULT 0, filler text DEFAULT repeat('x', 80))",
            "CREATE TABLE tick (writer int, number bigint, PRIMARY KEY (writer, number))");

    private static final int WRITERS = 4;
    private static final int TELLERS = 10_000;
    private static final Duration POLL = Duration.ofMillis(2);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final TestDatabase source;
    private final long[] last = new long[WRITERS];

    public SteadyTraffic(TestDatabase source) {
        this.source = source;
        source.execute("INSERT INTO teller (id) SELECT generate_series(1, " + TELLERS + ")");
    }

    /**
     * Writes for so long, and waits until all of it is seen.
     *
     * @return of each transaction, in no order
     */
    public LatencyFigures run(TestDatabase target, Duration length) throws Exception {
        var each = (int) (PER_SECOND * length.toSeconds() / WRITERS);
        var first = last.clone();
        var committed = new AtomicReferenceArray<Long>(WRITERS * each);
        var threads = Executors.newFixedThreadPool(WRITERS);
        try {
            var begun = System.nanoTime();
            var writers = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> write(writer, each, begun, committed)))
                    .toList();
            var seen = watch(target, first, each, committed);
            for (var writer : writers) {
                writer.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            }
            return LatencyFigures.of(seen);
        } finally {
            threads.shutdownNow();
        }
    }

    private Void write(int writer, int each, long begun, AtomicReferenceArray<Long> committed) throws SQLException {
        var apart = TimeUnit.SECONDS.toNanos(1) * WRITERS / PER_SECOND;
        var from = last[writer];
        try (var connection = source.connect();
                var update = connection.prepareStatement("UPDATE teller SET balance = balance + 1 WHERE id = ?");
                var insert = connection.prepareStatement("INSERT INTO tick VALUES (?, ?)")) {
            connection.setAutoCommit(false);
            for (var i = 0; i < each; i++) {
                var due = begun + i * apart;
                for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                update.setInt(1, 1 + (int) ((from + i) * WRITERS + writer) % TELLERS);
                update.executeUpdate();
                insert.setInt(1, writer);
                insert.setLong(2, from + i + 1);
                insert.executeUpdate();
                connection.commit();
                committed.set(writer * each + i, System.nanoTime());
            }
        }
        last[writer] = from + each;
        return null;
    }

    private static List<Long> watch(TestDatabase target, long[] first, int each, AtomicReferenceArray<Long> committed)
            throws SQLException {
        var found = new ArrayList<Long>();
        var seen = new int[WRITERS];
        var until = System.nanoTime() + LONGEST.toNanos();
        try (var connection = target.connect();
                var latest = connection.prepareStatement("SELECT max(number) FROM tick WHERE writer = ?")) {
            while (found.size() < WRITERS * each) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(found.size() + " of " + WRITERS * each + " transactions were seen");
                }
                for (var writer = 0; writer < WRITERS; writer++) {
                    latest.setInt(1, writer);
                    long number;
                    try (var row = latest.executeQuery()) {
                        row.next();
                        number = row.getLong(1);
                    }
                    var now = System.nanoTime();
                    for (; seen[writer] < number - first[writer]; seen[writer]++) {
                        found.add(since(committed, writer * each + seen[writer], now));
                    }
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
        return found;
    }

    /** It may be seen before its writer has heard that it is committed: then it took no time. */
    private static long since(AtomicReferenceArray<Long> committed, int index, long now) {
        var at = committed.get(index);
        return at == null ? 0 : Math.max(0, now - at);
    }
}
