/** A move of the application between PostgreSQL databases: what it asks, takes away and sets. */
package dev.datamigration.database.postgres.switchover;
