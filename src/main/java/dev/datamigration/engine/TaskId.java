package dev.datamigration.engine;

/** Names one MigrationTask; the UID tells it from an earlier one of the same name. */
public record TaskId(String namespace, String name, String uid) {
    /** {@code namespace/name}, for logs and messages. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
