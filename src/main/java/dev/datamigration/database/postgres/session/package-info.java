/** Sessions of a server: ours, and those that hold us up. */
package dev.datamigration.database.postgres.session;
