/** How rows are written as another side has them. */
package dev.datamigration.database.postgres.write;
