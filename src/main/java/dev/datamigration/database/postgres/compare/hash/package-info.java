/** How a server hashes rows: quickly, to say whether any differ, and by SHA-256, to say which. */
package dev.datamigration.database.postgres.compare.hash;
