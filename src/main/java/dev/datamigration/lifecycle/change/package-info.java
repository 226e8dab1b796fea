/** Says of every field of a task's spec when a change of it is taken, and what waits for the next start. */
package dev.datamigration.lifecycle.change;
