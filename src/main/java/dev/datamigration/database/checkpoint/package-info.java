/** Holds what a task remembers in the database that is written to, whatever kind of database that is. */
package dev.datamigration.database.checkpoint;
