/** Builds DDL from the read model; pure. */
package dev.datamigration.database.postgres.ddl;
