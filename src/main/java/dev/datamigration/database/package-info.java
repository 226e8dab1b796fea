/** What differs between databases: how to connect, read the catalog, read the log, and classify errors. */
package dev.datamigration.database;
