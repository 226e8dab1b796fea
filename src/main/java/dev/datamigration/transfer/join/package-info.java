/** Tables are added to a task whose synchronisation runs, and removed from it. */
package dev.datamigration.transfer.join;
