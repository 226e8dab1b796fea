/** Holds what the steps of one round share: both servers, the replicated tables, markers in the log, texts. */
package dev.datamigration.transfer.switchover.round;
