/** Which changes of the structure a synchronisation makes on the target. */
package dev.datamigration.api.task.ddl;
