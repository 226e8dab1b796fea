/** Compares the structure of both databases, and tells what was changed on the source since it was migrated. */
package dev.datamigration.transfer.structure;
