/** Items about logical replication. */
package dev.datamigration.transfer.precheck.replication;
