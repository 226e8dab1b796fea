/** Holds what planners of objects share: the target's roles and settings, names, and what is not carried. */
package dev.datamigration.database.postgres.schema.plan;
