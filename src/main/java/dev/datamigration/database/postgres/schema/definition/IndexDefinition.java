package dev.datamigration.database.postgres.schema.definition;

import java.util.List;

/**
 * An index of a table or materialised view.
 *
 * @param definition what follows the table's name in CREATE INDEX, from USING on
 * @param valid false for one whose build failed or, of a partitioned table, that lacks parts
 * @param ofConstraint whether a primary key, unique or exclusion constraint brings it
 * @param statistics statements of statistics targets: column number and target
 * @param tablespace where it is not the database's, else null
 */
public record IndexDefinition(
        long oid,
        String schema,
        String name,
        long table,
        boolean partitioned,
        boolean unique,
        String definition,
        boolean valid,
        boolean ofConstraint,
        boolean clustered,
        boolean replicaIdentity,
        List<String> statistics,
        String tablespace) {}
