/** Chunks of tables with a key: planned, queued, copied, completed. */
package dev.datamigration.transfer.full.chunk;
