/** How load and verification give way to the users of the database that is read, and to the synchronisation. */
package dev.datamigration.transfer.speed;
