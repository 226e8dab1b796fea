/** Large objects: read, copied, compared. */
package dev.datamigration.database.postgres.largeobject;
