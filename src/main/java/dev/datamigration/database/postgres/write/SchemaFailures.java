package dev.datamigration.database.postgres.write;

import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.RelationColumn;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says how a table of the source and its counterpart differ, and which statement on the target ends that. */
final class SchemaFailures {
    private final SourceCatalog source;
    private final TargetTypeNames types;
    private final Direction direction;

    SchemaFailures(Direction direction, SourceCatalog source, TargetTypeNames types) {
        this.direction = direction;
        this.source = source;
        this.types = types;
    }

    FailureException tableMissing(Relation relation, TableName target) {
        var partition = source.partitionClause(relation.id());
        var statement = partition
                .map(clause -> "CREATE TABLE " + Sql.quoted(target) + " " + clause + ";")
                .orElse("CREATE TABLE " + Sql.quoted(target) + " (…), with the columns and keys it has on the "
                        + direction.from().word() + ";");
        return failure(
                tell(
                        "The source changes %s, but the target has no table %s: it was created, attached, renamed or dropped under way.",
                        relation.name(), target),
                tell(
                        "Run on the target: %s then resume. Rows that it had before it belonged to the migrated tables must be copied by hand.",
                        statement));
    }

    FailureException columnMissing(Relation relation, RelationColumn column, DataTable table) {
        var target = table.name();
        var type = types.onTarget(column).orElse("…");
        var former = former(relation, table, type);
        if (former.isPresent()) {
            return failure(
                    tell(
                            "Column %s of %s on the source has no counterpart in %s on the target, and column %s there, of the same type, has none on the source: it was renamed under way.",
                            column.name(), relation.name(), target, former.get()),
                    tell(
                            "Run on the target: ALTER TABLE %s RENAME COLUMN %s TO %s; then resume. If another column took its place instead, drop it there and add the new one.",
                            Sql.quoted(target), Sql.identifier(former.get()), Sql.identifier(column.name())));
        }
        var defaultClause = source.column(relation.id(), column.name())
                .map(SourceCatalog.SourceColumn::defaultExpression)
                .map(expression -> " DEFAULT " + expression)
                .orElse("");
        return failure(
                tell(
                        "Column %s of %s on the source has no counterpart to write to in %s on the target: it was added or renamed on the source, or removed on the target, under way.",
                        column.name(), relation.name(), target),
                tell(
                        "Run on the target what was run on the source, for instance: ALTER TABLE %s ADD COLUMN %s %s%s; then resume.",
                        Sql.quoted(target), Sql.identifier(column.name()), type, defaultClause));
    }

    /** The one column of this type that the source does not have any more, if there is just one. */
    private static Optional<String> former(Relation relation, DataTable table, String type) {
        var given = relation.columns().stream().map(RelationColumn::name).collect(Collectors.toSet());
        var left = table.copiedColumns().stream()
                .filter(column ->
                        !given.contains(column.name()) && column.type().equals(type))
                .toList();
        return left.size() == 1 ? Optional.of(left.get(0).name()) : Optional.empty();
    }

    FailureException columnNotGiven(Relation relation, String column, TableName target) {
        return failure(
                tell(
                        "Column %s of %s on the target takes no NULL and has no default, and %s on the source has no such column (any more).",
                        column, target, relation.name()),
                tell(
                        "Run on the target: ALTER TABLE %s DROP COLUMN %s; or: ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL; then resume.",
                        Sql.quoted(target), Sql.identifier(column), Sql.quoted(target), Sql.identifier(column)));
    }

    FailureException typeDiffers(Relation relation, RelationColumn column, TableName target, String targetType) {
        var type = types.onTarget(column).orElse("another type");
        return failure(
                tell(
                        "Column %s of %s is %s on the source and %s in %s on the target: one of them was altered under way.",
                        column.name(), relation.name(), type, targetType, target),
                tell(
                        "Run on the target: ALTER TABLE %s ALTER COLUMN %s TYPE %s; then resume. If the source rewrote values with it (USING …), do the same on the target.",
                        Sql.quoted(target), Sql.identifier(column.name()), type));
    }

    private FailureException failure(String message, String remedy) {
        return new FailureException(new Failure(FailureCode.SourceSchemaChanged, direction.from(), message, remedy));
    }

    /** Texts are written for the forward direction. */
    private String tell(String text, Object... values) {
        return direction.tell(text).formatted(values);
    }
}
