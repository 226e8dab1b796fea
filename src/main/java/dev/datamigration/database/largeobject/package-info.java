/** Large objects: compared and copied. */
package dev.datamigration.database.largeobject;
