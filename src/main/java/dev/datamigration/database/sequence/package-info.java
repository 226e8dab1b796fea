/** Holds what generates the values of columns: sequences, or counters of tables. */
package dev.datamigration.database.sequence;
