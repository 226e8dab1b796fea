/** Keeps writes of an account out while databases change roles, and undoes that. */
package dev.datamigration.transfer.switchover.fence;
