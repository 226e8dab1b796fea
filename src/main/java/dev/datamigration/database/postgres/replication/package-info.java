/** PostgreSQL's own means of reading changes: slots, publications, exported snapshots and the change stream. */
package dev.datamigration.database.postgres.replication;
