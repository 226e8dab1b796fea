package dev.datamigration.database.postgres.schema.plan;

/**
 * A role that the target has.
 *
 * @param usable whether the task's account may make it the owner of something and go on working with it
 */
record TargetRole(String name, boolean superuser, boolean usable) {}
