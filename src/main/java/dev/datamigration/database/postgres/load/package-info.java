/** Says how tables of PostgreSQL are read under a snapshot, cut into ranges of their keys, and copied by COPY. */
package dev.datamigration.database.postgres.load;
