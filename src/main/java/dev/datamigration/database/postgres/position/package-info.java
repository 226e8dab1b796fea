/** Positions in PostgreSQL's log. */
package dev.datamigration.database.postgres.position;
