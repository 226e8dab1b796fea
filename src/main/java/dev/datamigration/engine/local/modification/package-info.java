/** Changes of a task's objects, beside the phases of its worker. */
package dev.datamigration.engine.local.modification;
