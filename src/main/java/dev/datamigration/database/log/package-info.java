/** The log of changes that a database writes, as the stages read it: messages, rows, positions and what keeps it. */
package dev.datamigration.database.log;
