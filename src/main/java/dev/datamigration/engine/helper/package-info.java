/** The leading worker's end of the way to its helpers. */
package dev.datamigration.engine.helper;
