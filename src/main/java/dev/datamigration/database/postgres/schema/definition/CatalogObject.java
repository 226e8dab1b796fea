package dev.datamigration.database.postgres.schema.definition;

import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.table.TableName;

/**
 * One entry of the source's inventory.
 *
 * @param name its schema is empty for what lives in none
 * @param arguments identity arguments of a function, operand types of an operator, access method of an
 *     operator class or family; null for everything else
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

    /** Casts, servers and their like. */
    public boolean livesInNoSchema() {
        return name.schema().isEmpty();
    }

    /** For people: {@code schema.name}, with the arguments of a function. */
    public String display() {
        var named = livesInNoSchema() ? name.table() : name.toString();
        return arguments == null ? named : named + "(" + arguments + ")";
    }
}
