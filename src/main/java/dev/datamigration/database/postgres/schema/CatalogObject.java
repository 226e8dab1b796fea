package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.TableName;

/**
 * One entry of the source's inventory.
 *
 * @param arguments identity arguments of a function, operand types of an operator; null for everything else
 * @param extension the extension it belongs to, or null
 * @param partitionRoot the outermost partitioned table of a partition, or null
 * @param owner OID of the table a sequence belongs to, or null
 */
public record CatalogObject(
        ObjectId id,
        ObjectKind kind,
        TableName name,
        String arguments,
        String extension,
        TableName partitionRoot,
        Long owner) {

    /** For people: {@code schema.name}, with the arguments of a function. */
    public String display() {
        return arguments == null ? name.toString() : name + "(" + arguments + ")";
    }
}
