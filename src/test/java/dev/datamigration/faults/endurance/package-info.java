/** One task that carries many millions of changes, and what it needs while it does. */
package dev.datamigration.faults.endurance;
