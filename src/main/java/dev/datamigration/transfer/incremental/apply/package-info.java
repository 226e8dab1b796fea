/** Changes written to the target, with the position up to which they are there, in one transaction. */
package dev.datamigration.transfer.incremental.apply;
