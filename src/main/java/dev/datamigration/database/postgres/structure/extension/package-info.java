/** Holds what users have written into tables and sequences of extensions. */
package dev.datamigration.database.postgres.structure.extension;
