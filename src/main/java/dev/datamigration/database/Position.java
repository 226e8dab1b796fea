package dev.datamigration.database;

/**
 * Up to where a server's log was read, applied or written: it stands for all transactions committed up to there. Positions of
 * one log are ordered in part only, since of two sets of transactions neither need contain the other; those of different logs
 * or kinds of database must not be held against each other. Equal by value, and printed as the server prints it.
 */
public interface Position {
    /** Stands for no transaction, in every log. */
    Position NONE = new Position() {
        @Override
        public boolean isNone() {
            return true;
        }

        @Override
        public boolean covers(Position other) {
            return other.isNone();
        }

        @Override
        public boolean covers(TransactionId transaction) {
            return false;
        }

        @Override
        public Position before(TransactionId transaction) {
            return this;
        }

        @Override
        public Position common(Position other) {
            return this;
        }

        @Override
        public long bytesSince(Position earlier) {
            return 0;
        }

        @Override
        public String toString() {
            return "none";
        }
    };

    /** Returns whether it stands for no transaction. */
    default boolean isNone() {
        return false;
    }

    /** Returns whether every transaction that the other one stands for is among those that this one stands for. */
    boolean covers(Position other);

    /** Returns whether the transaction is among those that this one stands for. */
    boolean covers(TransactionId transaction);

    /** From where the log is to be read for the transaction to come again, and everything after this position. */
    Position before(TransactionId transaction);

    /** The transactions that both stand for. */
    Position common(Position other);

    /** The one of both that covers the other. */
    default Position later(Position other) {
        return covers(other) ? this : other;
    }

    /**
     * Returns how much log lies between.
     *
     * @return in bytes; 0 where this position is not beyond the other one
     */
    long bytesSince(Position earlier);

    /** As checkpoints keep it; the server whose log it belongs to can read it again. */
    default String encode() {
        return toString();
    }
}
