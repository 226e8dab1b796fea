package dev.datamigration.database;

/** Reads what checkpoints keep of the log of one kind of database. */
public interface LogPositions {

    /** What {@link Position#encode} wrote. */
    Position position(String text);

    /** What {@link TransactionId#encode} wrote. */
    TransactionId transaction(String text);
}
