/** Holds what a full load reads, writes and remembers, whatever the kind of database. */
package dev.datamigration.database.load;
