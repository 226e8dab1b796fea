package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.TableName;
import java.util.List;

/**
 * A view or materialised view.
 *
 * @param populated whether a materialised view has data
 * @param query without a semicolon
 */
public record ViewDefinition(
        long oid,
        TableName name,
        boolean materialized,
        boolean populated,
        List<String> options,
        String query,
        List<ColumnDefinition> columns) {}
