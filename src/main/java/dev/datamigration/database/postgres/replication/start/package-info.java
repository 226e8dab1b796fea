/** Beginning where somebody else's slot has kept the log: what can be proved of it, and by what. */
package dev.datamigration.database.postgres.replication.start;
