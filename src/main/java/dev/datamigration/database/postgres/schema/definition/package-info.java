/** Objects of a schema as the catalog has them. */
package dev.datamigration.database.postgres.schema.definition;
