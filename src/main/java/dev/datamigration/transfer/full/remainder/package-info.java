/** Finds what was changed on the source while its tables were copied, before the log is followed. */
package dev.datamigration.transfer.full.remainder;
