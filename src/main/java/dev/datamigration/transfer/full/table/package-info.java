/** Tables are picked and cut for the load here, and their progress is counted. */
package dev.datamigration.transfer.full.table;
