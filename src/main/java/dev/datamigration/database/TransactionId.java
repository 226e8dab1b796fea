package dev.datamigration.database;

/** Says what a server calls a transaction in its log. Equal by value, and printed as the server prints it. */
public interface TransactionId {

    /** As checkpoints keep it; the server whose log it belongs to can read it again. */
    default String encode() {
        return toString();
    }
}
