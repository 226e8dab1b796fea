/** Items about the servers and databases as a whole. */
package dev.datamigration.transfer.precheck.server;
