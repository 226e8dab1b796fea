package dev.datamigration.api.task.ddl;

/** What a person decides of one change of the structure. */
public enum DdlAction {
    Apply,
    Skip
}
