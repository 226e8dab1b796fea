package dev.datamigration.database.load;

import java.sql.Connection;
import java.sql.SQLException;

/** Transactions on one connection, which a newer worker of the task can refuse. */
public interface FencedTransactions {

    /** Work within a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Work within a transaction that ends in nothing. */
    @FunctionalInterface
    interface Change {
        void run(Connection connection) throws SQLException;
    }

    /**
     * Commits the work, or rolls all of it back.
     *
     * @param doing what is being done, as a gerund phrase
     */
    <T> T transaction(String doing, Work<T> work);

    /** As {@link #transaction}, without a value. */
    default void change(String doing, Change work) {
        transaction(doing, connection -> {
            work.run(connection);
            return null;
        });
    }
}
