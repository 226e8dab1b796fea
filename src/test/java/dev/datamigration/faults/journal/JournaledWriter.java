package dev.datamigration.faults.journal;

import dev.datamigration.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An application that keeps a journal of every transaction it committed. It writes to one database at a time and goes on
 * where it was told to go. What it does in which order is drawn from the seed; how far it gets is not.
 */
public final class JournaledWriter implements AutoCloseable {
    private static final int PREPARING = 9;
    private final List<WriterSession> sessions = new ArrayList<>();
    private final PlainTransactions first;

    /** @param bulkRows rows that a large transaction writes */
    public JournaledWriter(long seed, int bulkRows) {
        sessions.add(session(0, first = new PlainTransactions(0, bulkRows), 25, seed));
        sessions.add(session(1, new PlainTransactions(1, bulkRows), 25, seed));
        sessions.add(session(PREPARING, new PreparedTransactions(PREPARING), 150, seed));
    }

    private static WriterSession session(int number, Transactions transactions, int pauseMillis, long seed) {
        return new WriterSession(number, transactions, Duration.ofMillis(pauseMillis), new Random(seed * 31 + number));
    }

    /** Makes the tables it writes to. */
    public static void createTables(TestDatabase database) {
        database.execute(BulkWork.CREATE);
        Arrays.stream(Table.values()).forEach(table -> database.execute(table.create()));
        database.execute("ALTER TABLE public.ledger REPLICA IDENTITY FULL", QuietRow.INSERT);
    }

    /** Goes to work there. */
    public void open(TestDatabase database) {
        sessions.forEach(session -> session.open(database));
    }

    /** Everything that was begun is committed or gone when this returns, however long the server is away. */
    public void shut() {
        sessions.forEach(WriterSession::shut);
        sessions.forEach(WriterSession::join);
    }

    /** Tells it to end, and does not wait. */
    @Override
    public void close() {
        sessions.forEach(WriterSession::shut);
    }

    /** Has one of the next transactions insert so many rows. */
    public void writeAtOnce(int rows) {
        first.ask(rows);
    }

    public long committed() {
        return sessions.stream().mapToLong(session -> session.journal.last()).sum();
    }

    /**
     * When the oldest transaction was committed that a database with these tokens does not have.
     *
     * @param tokens the last transaction of each session that is in that database
     */
    public Optional<Instant> oldestMissing(Map<Integer, Long> tokens) {
        return sessions.stream()
                .map(session -> session.journal.committedAfter(tokens.getOrDefault(session.number, 0L)))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** Takes a database that went back in time as it is; the writer must be shut. How many transactions that has lost. */
    public long acceptLossesOf(TestDatabase database) {
        PreparedTransactions.rollBackAll(database);
        try {
            var tokens = new BooksReader(database).tokens();
            return sessions.stream()
                    .mapToLong(session -> session.goBackTo(tokens.getOrDefault(session.number, 0L)))
                    .sum();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong with that database, by the journal; the writer must be shut. At most a few sentences a table. */
    public List<String> differences(TestDatabase database) {
        var rows = new ArrayList<>(
                sessions.stream().map(session -> session.journal.rows()).toList());
        rows.add(QuietRow.rows());
        return new BooksCheck(rows, new BooksReader(database)).differences();
    }
}
