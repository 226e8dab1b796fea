/** A task's memory in PostgreSQL: the schema {@code datamigration}, and all SQL on it. */
package dev.datamigration.database.postgres.checkpoint;
