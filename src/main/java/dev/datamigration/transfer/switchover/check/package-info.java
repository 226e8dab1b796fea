/** The items of the precheck of the switchover. */
package dev.datamigration.transfer.switchover.check;
