package dev.datamigration.database.postgres.schema.definition;

import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * A view or materialised view.
 *
 * @param populated whether a materialised view has data
 * @param query without a semicolon
 * @param accessMethod of a materialised view where it is not heap, else null
 * @param tablespace of a materialised view where it is not the database's, else null
 */
public record ViewDefinition(
        long oid,
        TableName name,
        boolean materialized,
        boolean populated,
        List<String> options,
        String query,
        List<ColumnDefinition> columns,
        String accessMethod,
        String tablespace) {}
