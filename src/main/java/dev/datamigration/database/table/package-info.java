/** Tables as values: their names, columns and keys. */
package dev.datamigration.database.table;
