/** Says what comparing rows of two databases asks of a kind of database: hashes of its rows, and rows made what the other side's are. */
package dev.datamigration.database.compare;
