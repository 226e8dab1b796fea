/** Large objects: read, copied, compared. */
package dev.datamigration.transfer.schema.largeobject;
