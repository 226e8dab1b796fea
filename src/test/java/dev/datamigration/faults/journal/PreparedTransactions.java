package dev.datamigration.faults.journal;

import dev.datamigration.faults.journal.WriterSession.Attempt;
import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** Transactions that are prepared, left so for a moment, and then committed or rolled back. */
final class PreparedTransactions implements Transactions {
    private static final int LONGEST_MILLIS = 800;
    private final Workload workload;

    PreparedTransactions(int session) {
        this.workload = new Workload(session);
    }

    @Override
    public boolean perform(Connection connection, WriterSession writer, Attempt attempt) throws SQLException {
        connection.setAutoCommit(false);
        var draft = attempt.draft();
        for (var i = draft.random().nextInt(4); i >= 0; i--) {
            workload.step(draft);
        }
        Transactions.mark(draft, writer.number, attempt.number());
        var commits = attempt.number() == 1 || draft.random().nextInt(5) > 0;
        execute(connection, "PREPARE TRANSACTION '" + name(writer, attempt.number(), commits) + "'");
        connection.setAutoCommit(true);
        LockSupport.parkNanos(draft.random().nextInt(LONGEST_MILLIS) * 1_000_000L);
        execute(
                connection,
                (commits ? "COMMIT" : "ROLLBACK") + " PREPARED '" + name(writer, attempt.number(), commits) + "'");
        return commits;
    }

    @Override
    public void finish(Connection connection, WriterSession writer, long number) throws SQLException {
        connection.setAutoCommit(true);
        for (var commits : new boolean[] {true, false}) {
            var name = name(writer, number, commits);
            if (isThere(connection, name)) {
                execute(connection, (commits ? "COMMIT" : "ROLLBACK") + " PREPARED '" + name + "'");
            }
        }
    }

    /** What a database that went back in time still has open; what became of it since is among what was lost. */
    static void rollBackAll(TestDatabase database) {
        database.query("SELECT gid FROM pg_prepared_xacts WHERE database = current_database()")
                .forEach(gid -> database.execute("ROLLBACK PREPARED '" + gid + "'"));
    }

    private static boolean isThere(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT FROM pg_prepared_xacts WHERE database = current_database() AND gid = '" + name + "'")) {
            return result.next();
        }
    }

    /** The server has one list of names for all of its databases, so the database's own is part of it. */
    private static String name(WriterSession writer, long number, boolean commits) throws SQLException {
        return "books-" + writer.number + "-" + System.identityHashCode(writer) + "-" + number
                + (commits ? "-commit" : "-rollback");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
