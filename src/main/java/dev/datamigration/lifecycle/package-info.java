/**
 * The rules of a task's life, as pure functions and tables: no I/O, no clock of its own, nothing of ours but the kinds
 * in {@code api}.
 *
 * <p>{@link dev.datamigration.lifecycle.Rules} turns an {@link dev.datamigration.lifecycle.model.Observation} into an
 * {@link dev.datamigration.lifecycle.model.TaskOutcome}; {@link dev.datamigration.lifecycle.StatusReducer} turns that into the
 * status, the directive to the worker and the events.
 */
package dev.datamigration.lifecycle;
