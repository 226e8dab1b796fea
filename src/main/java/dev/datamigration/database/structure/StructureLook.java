package dev.datamigration.database.structure;

/** A look at the structure of two databases, whose connections are held until it is closed. */
public interface StructureLook extends AutoCloseable {

    /**
     * A text that is the same as long as the source's structure is; it may change though that has not.
     *
     * @throws dev.datamigration.failure.FailureException if the source failed
     */
    String fingerprint();

    /**
     * Compares both as they are now, with the source's as it is remembered, and keeps what is found on the target.
     *
     * @throws dev.datamigration.failure.FailureException if a server failed
     */
    ComparedStructure compare();

    @Override
    void close();
}
