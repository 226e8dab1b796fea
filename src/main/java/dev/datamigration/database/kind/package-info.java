/** The one place that tells kinds of database apart. */
package dev.datamigration.database.kind;
