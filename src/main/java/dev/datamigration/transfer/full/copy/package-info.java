/** Rows get across in batches at the rate that is to be kept, in pieces, and in groups of small tables. */
package dev.datamigration.transfer.full.copy;
