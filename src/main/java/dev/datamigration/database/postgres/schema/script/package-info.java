/** Objects that are carried as the server prints them. */
package dev.datamigration.database.postgres.schema.script;
