package dev.datamigration.lifecycle.model;

/**
 * A task's worker as its engine reports it.
 *
 * @param epoch which of the task's workers it is
 */
public record Worker(long epoch, WorkerState workerState, WorkerDetails workerDetails) {}
