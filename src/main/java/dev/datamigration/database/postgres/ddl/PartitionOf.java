package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.ColumnDefinition.Kind;
import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A partition whose columns are its parent's: CREATE TABLE with PARTITION OF makes it in half of the time that the server
 * needs to make a table and attach it, which reads the bounds of all other partitions once more; pure.
 *
 * @param target its name on the target
 * @param parent as it is defined on the source
 */
record PartitionOf(TableDefinition table, TableName target, TableDefinition parent, int targetVersion) {
    private static final int LONGEST_NAME = 63;

    /** Returns whether the parent gives it its columns as they are, with nothing that the partition has otherwise. */
    boolean isMadeSo() {
        return table.ofType() == null
                && table.columns().size() == parent.columns().size()
                && IntStream.range(0, table.columns().size())
                        .allMatch(i ->
                                isGiven(table.columns().get(i), parent.columns().get(i)));
    }

    private boolean isGiven(ColumnDefinition column, ColumnDefinition of) {
        return column.name().equals(of.name())
                && column.type().equals(of.type())
                && Objects.equals(column.collation(), of.collation())
                && column.kind() == Kind.Plain
                && of.kind() == Kind.Plain
                && Objects.equals(column.defaultExpression(), of.defaultExpression())
                && Objects.equals(column.defaultSequence(), of.defaultSequence())
                && Objects.equals(column.storage(), of.storage())
                && Objects.equals(column.compression(), of.compression())
                && (column.notNull() == null ? of.notNull() == null : of.notNull() != null && canBeNamed(column));
    }

    private boolean canBeNamed(ColumnDefinition column) {
        return targetVersion < NotNullNames.SINCE
                || name(column).getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    }

    /** The name that its NOT NULL has, or that the server chooses for a table that is made by itself. */
    private String name(ColumnDefinition column) {
        var name = column.notNull().name();
        return name == null ? target.table() + "_" + column.name() + "_not_null" : name;
    }

    /**
     * Returns what follows the partition's name, up to a partition key of its own.
     *
     * @param of the parent's name on the target
     */
    String clause(TableName of) {
        var named = IntStream.range(0, table.columns().size())
                .filter(i -> isNamedOtherwise(
                        table.columns().get(i), parent.columns().get(i)))
                .mapToObj(i -> notNull(table.columns().get(i)))
                .collect(Collectors.joining(", "));
        return "PARTITION OF %s%s %s"
                .formatted(Sql.quoted(of), named.isEmpty() ? "" : " (" + named + ")", table.partitionBound());
    }

    private boolean isNamedOtherwise(ColumnDefinition column, ColumnDefinition of) {
        return targetVersion >= NotNullNames.SINCE
                && column.notNull() != null
                && !name(column).equals(of.notNull().name());
    }

    private String notNull(ColumnDefinition column) {
        return "CONSTRAINT %s NOT NULL %s".formatted(Sql.identifier(name(column)), Sql.identifier(column.name()));
    }
}
