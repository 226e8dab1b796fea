/** Says which objects a task means, and what they are called on either side. */
package dev.datamigration.database.selection;
