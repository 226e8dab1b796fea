/** Holds what the controller sees before it decides: the task, its worker's report, its neighbours on the same target. */
package dev.datamigration.task.observation;
