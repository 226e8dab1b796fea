/** Holds what every item of the precheck is made of: the databases as it asks them. */
package dev.datamigration.database.postgres.precheck.check;
