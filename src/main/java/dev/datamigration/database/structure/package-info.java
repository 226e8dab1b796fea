/** The structure of two databases is compared: what differs, of which object, and with which statements it is closed. */
package dev.datamigration.database.structure;
