/** The catalog read into definitions. */
package dev.datamigration.database.postgres.schema.reader;
