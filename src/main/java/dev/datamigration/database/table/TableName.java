package dev.datamigration.database.table;

import java.util.Comparator;

/** A relation's name as the catalog spells it: unquoted, with its schema. */
public record TableName(String schema, String table) implements Comparable<TableName> {
    private static final Comparator<TableName> ORDER =
            Comparator.comparing(TableName::schema).thenComparing(TableName::table);

    @Override
    public int compareTo(TableName other) {
        return ORDER.compare(this, other);
    }

    /** {@code schema.table}, for people. */
    @Override
    public String toString() {
        return schema + "." + table;
    }
}
