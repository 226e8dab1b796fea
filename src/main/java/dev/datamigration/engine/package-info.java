/** The boundary between what is wanted of a migration and the part that moves the data. */
package dev.datamigration.engine;
