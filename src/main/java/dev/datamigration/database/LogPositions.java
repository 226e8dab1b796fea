package dev.datamigration.database;

/** Reads what checkpoints keep of the log of one kind of database. */
public interface LogPositions {

    /** Returns what {@link Position#encode} wrote. */
    Position position(String text);

    /** Returns what {@link TransactionId#encode} wrote. */
    TransactionId transaction(String text);
}
