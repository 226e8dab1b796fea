/** Items about the tables and types to be migrated. */
package dev.datamigration.database.postgres.precheck.table;
