/** Chooses which engine this operator uses. */
package dev.datamigration.engine.choice;
