/** Tables as the load sees them: columns, keys, chunks, progress, checkpoints. */
package dev.datamigration.transfer.full.table;
