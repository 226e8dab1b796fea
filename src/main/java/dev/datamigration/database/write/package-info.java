/** Changes of rows written to a database, whatever its kind. */
package dev.datamigration.database.write;
