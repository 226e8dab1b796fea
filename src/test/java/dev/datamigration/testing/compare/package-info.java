/** Compares two databases row by row, by means that share nothing with those of the product. */
package dev.datamigration.testing.compare;
