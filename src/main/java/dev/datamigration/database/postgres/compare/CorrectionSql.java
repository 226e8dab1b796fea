package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.CorrectionStatements;
import dev.datamigration.database.compare.RowText;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that make a row of the target what it is on the source. Values are literals cast to the column's type;
 * generated columns are not among the table's columns and so never written.
 */
final class CorrectionSql implements CorrectionStatements {
    private final HashedTable target;

    /** @param target the table on the target; its columns decide the casts */
    CorrectionSql(HashedTable target) {
        this.target = target;
    }

    @Override
    public String insert(RowText source, long copies) {
        var columns = target.columns();
        var values = new ArrayList<String>();
        for (var i = 0; i < columns.size(); i++) {
            values.add(HashedTable.literal(columns.get(i), source.values().get(i)));
        }
        var overriding = columns.stream().anyMatch(Column::identityAlways) ? " OVERRIDING SYSTEM VALUE" : "";
        if (columns.isEmpty()) {
            return "INSERT INTO %s SELECT FROM generate_series(1, %d);".formatted(Sql.quoted(target.name()), copies);
        }
        var rows = copies == 1
                ? "VALUES (" + String.join(", ", values) + ")"
                : "SELECT " + String.join(", ", values) + " FROM generate_series(1, " + copies + ")";
        return "INSERT INTO %s (%s)%s %s;"
                .formatted(
                        Sql.quoted(target.name()),
                        Sql.identifiers(columns.stream().map(Column::name).toList()),
                        overriding,
                        rows);
    }

    @Override
    public String update(List<String> key, RowText source, RowText onTarget) {
        var assignments = new ArrayList<String>();
        for (var i = 0; i < target.columns().size(); i++) {
            var column = target.columns().get(i);
            var value = source.values().get(i);
            if (!java.util.Objects.equals(value, onTarget.values().get(i))) {
                if (column.identityAlways()) {
                    return replace(key, source);
                }
                assignments.add(Sql.identifier(column.name()) + " = " + HashedTable.literal(column, value));
            }
        }
        return assignments.isEmpty()
                ? "-- equal when it was read for its correction"
                : "UPDATE %s SET %s WHERE %s;"
                        .formatted(target.extent().sql(), String.join(", ", assignments), byKey(key));
    }

    @Override
    public String replace(List<String> key, RowText source) {
        return delete(key) + " " + insert(source, 1);
    }

    @Override
    public String delete(List<String> key) {
        return "DELETE FROM %s WHERE %s;".formatted(target.extent().sql(), byKey(key));
    }

    @Override
    public String deleteCopies(RowText onTarget, long copies) {
        var conditions = new ArrayList<String>();
        for (var i = 0; i < target.columns().size(); i++) {
            conditions.add(
                    isNotDistinct(target.columns().get(i), onTarget.values().get(i)));
        }
        var sql = target.extent().inPartitions()
                ? "DELETE FROM %1$s WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM %1$s WHERE %2$s LIMIT %3$d);"
                : "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %2$s LIMIT %3$d));";
        return sql.formatted(
                target.extent().sql(), conditions.isEmpty() ? "true" : String.join(" AND ", conditions), copies);
    }

    private String byKey(List<String> key) {
        var conditions = new ArrayList<String>();
        for (var i = 0; i < key.size(); i++) {
            var column = target.key().get(i);
            conditions.add(Sql.identifier(column.name()) + " "
                    + target.keyOperators().get(i) + " " + HashedTable.literal(column, key.get(i)));
        }
        return conditions.stream().collect(Collectors.joining(" AND "));
    }

    /**
     * Equality alone would take 1.0 for 1.00, 0 for -0, thirty days for a month, and a for A under some collations. What is
     * sent in binary tells them apart, and unlike text depends on no setting of the session that runs the statement.
     */
    private static String isNotDistinct(Column column, String value) {
        var name = Sql.identifier(column.name());
        if (value == null) {
            return name + " IS NULL";
        }
        var literal = HashedTable.literal(column, value);
        var same = isSentInBinary(column)
                ? "record_send(ROW(%s)) = record_send(ROW(%s))".formatted(name, literal)
                : "format('%%s', %s) COLLATE \"C\" = %s".formatted(name, Sql.literal(value));
        return column.comparable() ? name + " = " + literal + " AND " + same : same;
    }

    /** Names of objects are only copied as text because their numbers are others elsewhere. */
    private static boolean isSentInBinary(Column column) {
        return !column.userDefinedElements() || column.castType().startsWith("reg");
    }
}
