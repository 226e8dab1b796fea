/** Says what a move of the application asks of the database that it leaves and of the one that it goes to. */
package dev.datamigration.database.switchover;
