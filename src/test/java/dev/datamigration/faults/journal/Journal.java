package dev.datamigration.faults.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that one session has committed, in order. Read by others while it is written. */
final class Journal {
    private final List<CommittedTransaction> transactions = new ArrayList<>();

    synchronized void add(CommittedTransaction transaction) {
        if (transaction.number() != transactions.size() + 1) {
            throw new IllegalStateException("transaction " + transaction.number() + " after " + transactions.size());
        }
        transactions.add(transaction);
    }

    synchronized long last() {
        return transactions.size();
    }

    /** When the first transaction after that one was committed; empty where there is none. */
    synchronized Optional<Instant> committedAfter(long number) {
        return number >= transactions.size()
                ? Optional.empty()
                : Optional.of(transactions.get((int) number).committedAt());
    }

    /** Forgets what came after that one: the database it was committed to has lost it. */
    synchronized void forgetAfter(long number) {
        transactions.subList((int) number, transactions.size()).clear();
    }

    synchronized Rows rows() {
        var rows = new Rows();
        transactions.forEach(transaction -> transaction.effects().forEach(rows::apply));
        return rows;
    }
}
