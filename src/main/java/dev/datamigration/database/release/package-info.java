/** Says what a task holds in a database, and how it is given back. */
package dev.datamigration.database.release;
