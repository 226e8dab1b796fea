/** The kind {@code MigrationTask}: its specification and its status as a whole. */
package dev.datamigration.api.task;
