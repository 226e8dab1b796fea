package dev.datamigration.lifecycle.model;

import dev.datamigration.api.TaskState;

/**
 * One move that a task may make between two of its ten statuses.
 *
 * @param when what brings it about, for people
 */
public record Transition(TaskState from, TaskState to, String when) {}
