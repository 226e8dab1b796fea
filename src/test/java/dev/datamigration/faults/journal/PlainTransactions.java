package dev.datamigration.faults.journal;

import dev.datamigration.faults.journal.WriterSession.Attempt;
import java.sql.Connection;
import java.sql.SQLException;

/** Transactions of a few statements, with savepoints; some are rolled back, and a few are large. */
final class PlainTransactions implements Transactions {
    private static final int FIRST_ACCOUNTS = 1_200;
    private static final int FIRST_STEPS = 500;

    private final Workload workload;
    private final int session;
    private final int bulkRows;
    private volatile int asked;

    /** @param bulkRows of a large transaction, which session 0 makes */
    PlainTransactions(int session, int bulkRows) {
        this.workload = new Workload(session);
        this.session = session;
        this.bulkRows = bulkRows;
    }

    /** Has the next transaction write so many rows more. */
    void ask(int rows) {
        asked = rows;
    }

    @Override
    public boolean perform(Connection connection, WriterSession writer, Attempt attempt) throws SQLException {
        connection.setAutoCommit(false);
        var draft = attempt.draft();
        var random = draft.random();
        if (attempt.number() == 1) {
            first(draft);
        } else {
            steps(draft, 1 + random.nextInt(5));
            if (random.nextInt(8) == 0) {
                var undo = draft.savepoint();
                steps(draft, 1 + random.nextInt(3));
                undo.run();
                steps(draft, 1);
            }
            if (session == 0 && random.nextInt(300) == 0) {
                BulkWork.step(draft, bulkRows);
            }
            if (asked > 0) {
                BulkWork.insert(draft, asked);
                asked = 0;
            } else if (random.nextInt(12) == 0) {
                connection.rollback();
                return false;
            }
        }
        Transactions.mark(draft, session, attempt.number());
        connection.commit();
        return true;
    }

    /** What is there before anybody else looks. */
    private void first(Draft draft) throws SQLException {
        for (var i = 0; i < FIRST_ACCOUNTS; i++) {
            workload.insertAccount(draft);
        }
        steps(draft, FIRST_STEPS);
        if (session == 0) {
            BulkWork.step(draft, bulkRows);
        }
    }

    private void steps(Draft draft, int count) throws SQLException {
        for (var i = 0; i < count; i++) {
            workload.step(draft);
        }
    }
}
