package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.postgres.Sql;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.catalog.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One side of a pair of tables, as a relation of rows with their hashes.
 *
 * @param name on its server
 * @param columns that are compared, in the same order on both sides
 * @param key columns of the key with the types of this side; empty for a table without one
 */
public record HashedTable(TableName name, List<Column> columns, List<Column> key, RowDigest digest) {

    /**
     * A query of the rows: the given columns and {@code h1} and {@code h2}, two independent halves of the row's hash.
     * The inner query is fenced off by OFFSET, else the digest would be computed twice.
     *
     * @param inner select list over the table alias {@code t}; every item has an alias
     * @param from the table, or a join with it
     */
    String hashed(String inner, String from, String condition) {
        return """
                SELECT digests.*, hashtextextended(d COLLATE "C", 0) AS h1, hashtextextended(d COLLATE "C", 1) AS h2
                FROM (SELECT %s%s AS d FROM %s WHERE %s OFFSET 0) AS digests""".formatted(inner.isEmpty() ? "" : inner + ", ", digest.of(columns), from, condition);
    }

    /** The table's own rows, never those of tables that inherit from it. */
    String only() {
        return "ONLY " + name.quoted() + " AS t";
    }

    /** The key as text: {@code k0, k1, …}. */
    String keyTexts() {
        var list = new StringBuilder();
        for (var i = 0; i < key.size(); i++) {
            list.append(i == 0 ? "" : ", ")
                    .append(RowDigest.reference(key.get(i)))
                    .append("::text AS k")
                    .append(i);
        }
        return list.toString();
    }

    String keyReferences() {
        return key.stream().map(RowDigest::reference).collect(Collectors.joining(", "));
    }

    /** A key as a list of literals. */
    String keyLiterals(List<String> values) {
        var list = new StringBuilder();
        for (var i = 0; i < key.size(); i++) {
            list.append(i == 0 ? "" : ", ").append(literal(key.get(i), values.get(i)));
        }
        return list.toString();
    }

    /** A literal of the column's type; NULL for null. The cast never truncates. */
    static String literal(Column column, String text) {
        return text == null ? "NULL" : Sql.literal(text) + "::" + column.castType();
    }

    /** Whether the table holds any row. */
    public boolean hasRows(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT EXISTS (SELECT FROM " + only() + ")")) {
            result.next();
            return result.getBoolean(1);
        }
    }
}
