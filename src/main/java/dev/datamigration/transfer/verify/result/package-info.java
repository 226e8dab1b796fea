/** Holds what a verification found, as it is kept: tallies, differences, corrections. */
package dev.datamigration.transfer.verify.result;
