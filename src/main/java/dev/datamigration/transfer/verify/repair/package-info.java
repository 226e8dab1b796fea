/** Rows that differ are written anew, where that was asked for. */
package dev.datamigration.transfer.verify.repair;
