/** The sessions that a task has on its servers. */
package dev.datamigration.database.session;
