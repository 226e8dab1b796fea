/** Chunks of tables with a key: planned, taken, copied, completed. */
package dev.datamigration.transfer.full.chunk;
