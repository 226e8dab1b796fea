/** Changes of the structure of one database, made in another at their place among the rows. */
package dev.datamigration.database.replay;
