/**
 * The work of the steps by which an application moves from one side to the other, and back. One class for each step;
 * {@link dev.datamigration.transfer.switchover.SwitchoverWork} only finds the right one.
 */
package dev.datamigration.transfer.switchover;
