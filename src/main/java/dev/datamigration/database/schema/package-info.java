/** A schema that is to be made on the target: what of, in which order, and what is left out of it. */
package dev.datamigration.database.schema;
