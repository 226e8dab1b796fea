/** SQL that compares tables of two servers by hashes that either server computes by itself. */
package dev.datamigration.database.postgres.compare;
