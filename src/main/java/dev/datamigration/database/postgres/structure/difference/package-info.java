/** Tells how two structures differ, and the DDL that makes the target's like the source's. */
package dev.datamigration.database.postgres.structure.difference;
