/** Batch operations: their rules as tables, and the controller against API servers. */
package dev.datamigration.batch;
