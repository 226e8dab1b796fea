/** The kind {@code BatchOperation}: what is asked of many tasks, and what became of each. */
package dev.datamigration.api.batch;
