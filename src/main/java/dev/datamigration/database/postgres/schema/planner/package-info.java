/** One planner for each kind of object: from the definition on the source to the statements on the target. */
package dev.datamigration.database.postgres.schema.planner;
