package dev.datamigration.database.postgres.largeobject;

import dev.datamigration.database.postgres.schema.definition.AccessRights;

/**
 * A large object as one server has it.
 *
 * @param bytes its length
 * @param digest of all its bytes
 * @param comment or null
 */
record LargeObject(long oid, long bytes, String digest, String comment, AccessRights rights) {
    boolean hasContentOf(LargeObject other) {
        return bytes == other.bytes && digest.equals(other.digest);
    }
}
