/** Reads what the data plane must know of tables from the server's own catalog. */
package dev.datamigration.database.postgres.catalog;
