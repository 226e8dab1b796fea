/** Names, literals and statements of PostgreSQL. */
package dev.datamigration.database.postgres.sql;
