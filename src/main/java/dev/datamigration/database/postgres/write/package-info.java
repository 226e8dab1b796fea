/** Rows written to PostgreSQL as another database has them: bound to its tables, many in one statement. */
package dev.datamigration.database.postgres.write;
