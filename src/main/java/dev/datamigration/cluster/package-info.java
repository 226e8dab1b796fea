/** This process among others: which replica leads, and how healthy it is. */
package dev.datamigration.cluster;
