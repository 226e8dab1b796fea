/** Holds what every kind of database has, as values and interfaces; what each of them does lies in a package of its own below. */
package dev.datamigration.database;
