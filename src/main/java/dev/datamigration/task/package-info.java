/** The controller of MigrationTasks: observe, decide, persist, act. The rules themselves are in {@code lifecycle}. */
package dev.datamigration.task;
