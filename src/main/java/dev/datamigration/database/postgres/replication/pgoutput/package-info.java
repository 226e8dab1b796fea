/** Messages of the plugin {@code pgoutput}, decoded; those that are too wide for memory are passed over. */
package dev.datamigration.database.postgres.replication.pgoutput;
