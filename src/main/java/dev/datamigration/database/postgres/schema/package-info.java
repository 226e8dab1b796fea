/** The source's schema as a read model: what there is, what depends on what, and how the server itself prints it. */
package dev.datamigration.database.postgres.schema;
