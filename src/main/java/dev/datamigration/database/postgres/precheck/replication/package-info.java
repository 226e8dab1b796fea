/** Items about logical replication. */
package dev.datamigration.database.postgres.precheck.replication;
