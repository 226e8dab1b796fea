package dev.datamigration.database.compare;

import java.sql.Connection;
import java.sql.SQLException;

/** The connection by which rows are repaired: it writes as the apply does, and waits for nobody for long. */
public interface RepairSession extends AutoCloseable {
    /** Says how a transaction ended. */
    sealed interface End {
        record Committed(int rows) implements End {}

        /** Somebody held a lock for too long; to be tried again. */
        record NotNow() implements End {}

        /** @param message for people, without values */
        record Refused(String message) implements End {}
    }

    /** Says what every transaction begins with. */
    @FunctionalInterface
    interface Beginning {
        void in(Connection connection) throws SQLException;
    }

    /** Says what a transaction does after it has begun; returns how many differences it made good. */
    @FunctionalInterface
    interface Work {
        int in(Connection connection) throws SQLException;
    }

    /**
     * Does the work in a transaction, and commits it if it made anything good.
     *
     * @throws dev.datamigration.failure.FailureException if the server fails, or the beginning does
     */
    End run(Work work);

    @Override
    void close();
}
