/** Says how adding tables to a running task, and removing some, goes on. */
package dev.datamigration.api.modification;
