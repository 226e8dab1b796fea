/** Changes of rows on their way: bound to the target's tables, batched, and reduced to their net effect. */
package dev.datamigration.transfer.incremental.change;
