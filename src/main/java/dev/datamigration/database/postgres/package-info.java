/** PostgreSQL 13 to 18: connections, names, the catalog, the log, and what its errors mean. */
package dev.datamigration.database.postgres;
