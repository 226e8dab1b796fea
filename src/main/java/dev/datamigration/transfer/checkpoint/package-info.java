/** The task's memory, in the database being written to, so that it commits together with the rows it speaks of. */
package dev.datamigration.transfer.checkpoint;
