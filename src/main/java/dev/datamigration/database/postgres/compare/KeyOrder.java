package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.table.Column;
import java.util.List;
import java.util.Set;

/**
 * Decides whether a key sorts alike on every server. Text does not, as collations differ between servers and their versions;
 * neither need enums or types of extensions. Tables with such keys are compared by buckets of the key's hash.
 */
final class KeyOrder {
    private static final Set<String> SORTED_ALIKE = Set.of(
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "oid",
            "uuid",
            "boolean",
            "date",
            "time without time zone",
            "timestamp without time zone",
            "timestamp with time zone",
            "interval",
            "bytea",
            "inet",
            "macaddr",
            "macaddr8",
            "pg_lsn");

    private KeyOrder() {}

    /** @param key its columns; not empty */
    static boolean isTheSameEverywhere(List<Column> key) {
        return key.stream().map(Column::castType).allMatch(SORTED_ALIKE::contains);
    }
}
