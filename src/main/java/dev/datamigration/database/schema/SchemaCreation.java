package dev.datamigration.database.schema;

import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/**
 * A session on the target that makes objects, in transactions that only the task's own worker can commit. Where a statement
 * that makes an object commits by itself, its checkpoint follows it; after a crash in between, the object is refused as one
 * that exists, and found. For one thread.
 */
public interface SchemaCreation extends AutoCloseable {

    /** Most objects of one transaction; 1 where a statement that makes one commits by itself. */
    int mostTogether();

    /**
     * Creates an object, by itself. A refusal changes nothing, and checkpoints are not told of it.
     *
     * @throws FailureException when the server itself fails, or another worker took over
     */
    CreationResult create(SchemaItem item);

    /**
     * Creates objects in one transaction for as long as it is brief, so that one that takes long is the last of its
     * transaction.
     *
     * @param next gives one after the other; null ends it
     * @return those that were created; empty if anything was refused: then nothing of it was done, and each is to be created by
     *     itself, which tells what stands in its way
     */
    List<SchemaItem> createTogether(Supplier<SchemaItem> next);

    /**
     * Writes checkpoints alone.
     *
     * @param doing for people, as a gerund phrase
     * @throws FailureException when the server fails, or another worker took over
     */
    void write(String doing, Write write);

    /** Returns what ends the task where it cannot do without an object; finds out why the server refused it. */
    FailureException failure(SchemaItem item, SQLException error);

    @Override
    void close();

    /** Writes within a transaction. */
    @FunctionalInterface
    interface Write {
        void to(Connection target) throws SQLException;
    }
}
