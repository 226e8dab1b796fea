package dev.datamigration.database.postgres.precheck.check;

import dev.datamigration.database.table.TableName;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A relation that the target already has.
 *
 * @param kind {@code pg_class.relkind}
 */
public record TargetRelation(long oid, TableName name, char kind) {
    private static final String RELATIONS = """
            SELECT c.oid, n.nspname, c.relname, c.relkind
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            """;

    public boolean isTable() {
        return kind == 'r' || kind == 'p';
    }

    static Map<TableName, TargetRelation> readAll(CheckedDatabase target) {
        return target
                .list(
                        RELATIONS,
                        row -> new TargetRelation(
                                row.getLong(1),
                                new TableName(row.getString(2), row.getString(3)),
                                row.getString(4).charAt(0)))
                .stream()
                .collect(Collectors.toMap(TargetRelation::name, Function.identity()));
    }
}
