/** How writes of an account are kept out while databases change roles, and how that is undone. */
package dev.datamigration.transfer.switchover.fence;
