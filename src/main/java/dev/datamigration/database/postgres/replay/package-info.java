/** Makes DDL for the target of what the source's event triggers tell. */
package dev.datamigration.database.postgres.replay;
