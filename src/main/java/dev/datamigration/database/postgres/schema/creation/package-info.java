/** Objects are made on the target, or looked for there. */
package dev.datamigration.database.postgres.schema.creation;
