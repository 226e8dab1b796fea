/** The items of the precheck between two databases of PostgreSQL. */
package dev.datamigration.database.postgres.precheck;
