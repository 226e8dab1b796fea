/** Notices connections that say nothing any more, however long a statement may take. */
package dev.datamigration.database.postgres.liveness;
