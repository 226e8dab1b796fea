package dev.datamigration.database.postgres.schema.definition;

import dev.datamigration.database.table.TableName;

/**
 * An extended statistics object.
 *
 * @param definition what stands between its name and the table's
 * @param target its statistics target, or null for the default
 */
public record StatisticsDefinition(long oid, TableName name, long table, String definition, Integer target) {}
