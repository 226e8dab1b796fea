/** Holds what a kind of database has to be able to do, put together: the stages ask for it here, and each kind implements it. */
package dev.datamigration.database.capability;
