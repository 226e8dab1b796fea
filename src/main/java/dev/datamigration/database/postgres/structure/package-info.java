/** An independent reading of the catalog: what every object looks like, attribute by attribute, for comparison. */
package dev.datamigration.database.postgres.structure;
