package dev.datamigration.lifecycle.modification;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.RemovedTableHandling;

/**
 * A modification that the worker is to bring to its end, beside what else runs.
 *
 * @param number of the modification, by which both servers know what is made for it
 * @param attempt a higher one is made where an earlier one has failed
 * @param objects that the task is to have at the end, and that a worker which begins goes by
 * @param removedTables what becomes of tables that the task has and that are not among these
 */
public record ModificationWork(
        long number,
        int attempt,
        ModificationIntent intent,
        ObjectSelection objects,
        RemovedTableHandling removedTables) {}
