package dev.datamigration.database.postgres.schema.definition;

import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * An ordinary or partitioned table.
 *
 * @param ofType the composite type of a typed table, or null
 * @param partitionKey as after PARTITION BY, or null
 * @param partitionBound as in ATTACH PARTITION, or null
 * @param parents OIDs of the partitioned table or of the tables it inherits from
 * @param depth 0 for what is no partition, 1 for a partition of an outermost table, and so on
 * @param options storage parameters, those of its TOAST table with {@code toast.} before them
 * @param accessMethod where it is not heap, else null
 * @param tablespace where it is not the database's, else null
 * @param bytes of its rows on disk; 0 for a partitioned table
 */
public record TableDefinition(
        long oid,
        TableName name,
        boolean unlogged,
        String ofType,
        String partitionKey,
        String partitionBound,
        List<Long> parents,
        int depth,
        List<String> options,
        ReplicaIdentity replicaIdentity,
        boolean rowSecurity,
        boolean forceRowSecurity,
        String accessMethod,
        String tablespace,
        long bytes,
        List<ColumnDefinition> columns) {

    public boolean isPartition() {
        return partitionBound != null;
    }

    public boolean isPartitioned() {
        return partitionKey != null;
    }

    public TableDefinition withColumns(List<ColumnDefinition> newColumns) {
        return new TableDefinition(
                oid,
                name,
                unlogged,
                ofType,
                partitionKey,
                partitionBound,
                parents,
                depth,
                options,
                replicaIdentity,
                rowSecurity,
                forceRowSecurity,
                accessMethod,
                tablespace,
                bytes,
                List.copyOf(newColumns));
    }
}
