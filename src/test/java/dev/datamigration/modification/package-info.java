/** Objects of tasks that run are changed, as a person does it. */
package dev.datamigration.modification;
