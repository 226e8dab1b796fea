/** A writer that knows of every transaction that it committed, and what the tables must hold because of them. */
package dev.datamigration.faults.journal;
