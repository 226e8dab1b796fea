package dev.datamigration.database.postgres.position;

import dev.datamigration.database.TransactionId;

/**
 * A transaction, known by where its commit record begins in the log.
 *
 * @param at the beginning of the record: transactions are committed in the order of their records
 */
public record CommitRecord(Lsn at) implements TransactionId {

    /** @return null for null */
    public static CommitRecord parse(String text) {
        return text == null ? null : new CommitRecord(Lsn.parse(text));
    }

    @Override
    public String toString() {
        return at.toString();
    }
}
