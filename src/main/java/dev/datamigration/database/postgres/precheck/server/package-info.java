/** Items about the servers and databases as a whole. */
package dev.datamigration.database.postgres.precheck.server;
