package dev.datamigration.faults;

import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.faults.journal.QuietRow;
import dev.datamigration.switchover.LiveTask;
import dev.datamigration.testing.TestDatabase;

/** Whether the product's own comparison comes to the same result as the journal, once nobody writes any more. */
record FinalVerification(Person person, LiveTask task, RunLog log) {

    /**
     * Asks for verifications with numbers above any that a {@link Person} gives.
     *
     * @param deletesRow whether a row is deleted by hand first, and put back after it was missed
     */
    void check(boolean deletesRow, TestDatabase target) {
        if (deletesRow) {
            QuietRow.delete(target);
            if (isConsistent(1_002)) {
                log.finding("the verification did not miss the row that was deleted by hand");
            }
            QuietRow.putBack(target);
        }
        if (!isConsistent(1_003)) {
            log.finding("the verification finds a difference: " + task.status().verification());
        }
    }

    private boolean isConsistent(int nonce) {
        task.patch("{\"fullVerification\": {\"runNonce\": " + nonce + "}}");
        person.await("verification " + nonce, status -> isDone(status, nonce));
        return Boolean.TRUE.equals(task.status().verification().consistent());
    }

    private static boolean isDone(MigrationTaskStatus status, int nonce) {
        var found = status.verification();
        return Boolean.TRUE.equals(status.phaseComplete())
                && found != null
                && Long.valueOf(nonce).equals(found.runNonce())
                && found.consistent() != null;
    }
}
