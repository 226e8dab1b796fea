/** Connections to a server: sockets, TLS, login, settings of the session, and what an error means. */
package dev.datamigration.database.postgres.connection;
