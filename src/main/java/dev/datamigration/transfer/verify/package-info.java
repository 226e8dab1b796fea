/**
 * Full verification: compares source and target by hashes computed in the databases, descends to the rows that differ,
 * and looks at these again until each is settled. Runs beside the apply and never stops it.
 */
package dev.datamigration.transfer.verify;
