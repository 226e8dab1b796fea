package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.SequenceDefinition;
import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements of tables. */
public final class TableStatements {
    private static final int REPEATS_EXPRESSIONS_SINCE = 16;
    private static final int COMPRESSES_COLUMNS_SINCE = 14;

    private final TargetObjectNames names;
    private final Map<Long, TableDefinition> tables;
    private final ColumnClause columns;
    private final int targetVersion;

    /**
     * @param tables by OID; parents are needed
     * @param sequences by OID; those of identity columns are needed
     */
    public TableStatements(
            TargetObjectNames names,
            Map<Long, TableDefinition> tables,
            Map<Long, SequenceDefinition> sequences,
            int targetVersion) {
        this.names = names;
        this.tables = tables;
        this.targetVersion = targetVersion;
        this.columns = new ColumnClause(names, sequences, targetVersion);
    }

    /**
     * Returns what must succeed for the table to be there: its creation, and its place under its partitioned table. A parent
     * that is not carried is left out, the table then stands alone with all its columns.
     */
    public List<String> create(TableDefinition table) {
        var statements = new ArrayList<String>();
        var parents = carriedParents(table);
        var inherits = !table.isPartition() && !parents.isEmpty() && Inheritance.givesColumnsOf(table, parents(table));
        var grows = !table.isPartition() && !parents.isEmpty() && !inherits && Inheritance.gotColumnsLater(table);
        var partition = partitionOf(table);
        statements.addAll(
                grows
                        ? new GrownTable(columns).create(table, target(table), parents)
                        : List.of(
                                partition.isPresent()
                                        ? createPartition(partition.get(), parents.get(0))
                                        : createTable(table, parents, inherits)));
        if (table.isPartition() && !parents.isEmpty() && partition.isEmpty()) {
            statements.add("ALTER TABLE %s ATTACH PARTITION %s %s"
                    .formatted(Sql.quoted(parents.get(0)), Sql.quoted(target(table)), table.partitionBound()));
        }
        if (inherits || grows) {
            statements.addAll(inheritedDefaults(table));
            statements.addAll(ownNotNull(table));
        } else if (!table.isPartition()) {
            parents.forEach(parent -> statements.add(
                    "ALTER TABLE %s INHERIT %s".formatted(Sql.quoted(target(table)), Sql.quoted(parent))));
        }
        if (table.ofType() != null) {
            statements.add("ALTER TABLE %s OF %s".formatted(Sql.quoted(target(table)), table.ofType()));
        }
        return statements;
    }

    private String createTable(TableDefinition table, List<TableName> parents, boolean inherits) {
        var attached = table.isPartition() && !parents.isEmpty();
        var notNull = notNull(table);
        var own = table.columns().stream()
                .filter(column -> !inherits || column.local())
                .map(column -> columns.of(inherits ? asChildren(column, notNull) : column, attached));
        var ofInherited = table.columns().stream()
                .filter(column -> inherits && notNull.isDeclaredByName(column))
                .map(columns::notNullOfTable);
        var clauses =
                Stream.concat(own, ofInherited).map(clause -> "  " + clause).collect(Collectors.joining(",\n"));
        return "%s (\n%s\n)%s%s"
                .formatted(
                        create(table, target(table)),
                        clauses,
                        inherits
                                ? "\nINHERITS ("
                                        + parents.stream().map(Sql::quoted).collect(Collectors.joining(", "))
                                        + ")"
                                : "",
                        partitionBy(table));
    }

    /** Empty where it is to be attached. */
    private Optional<PartitionOf> partitionOf(TableDefinition table) {
        return !table.isPartition()
                ? Optional.empty()
                : parents(table).stream()
                        .map(parent -> new PartitionOf(table, target(table), parent, targetVersion))
                        .filter(PartitionOf::isMadeSo)
                        .findFirst();
    }

    private String createPartition(PartitionOf partition, TableName parent) {
        var table = partition.table();
        return "%s %s%s".formatted(create(table, target(table)), partition.clause(parent), partitionBy(table));
    }

    /** Returns what the statement that makes it begins with; a table that only has partitions has no rows to be logged. */
    static String create(TableDefinition table, TableName target) {
        return "CREATE %sTABLE %s"
                .formatted(table.unlogged() && !table.isPartitioned() ? "UNLOGGED " : "", Sql.quoted(target));
    }

    private static String partitionBy(TableDefinition table) {
        return table.isPartitioned() ? "\nPARTITION BY " + table.partitionKey() : "";
    }

    /** Before version 16 no table may repeat the expression of a generated column that it inherits. */
    private ColumnDefinition asChildren(ColumnDefinition column, InheritedNotNull notNull) {
        var declared = notNull.declared(column);
        return column.inherited() && column.kind().isGenerated() && targetVersion < REPEATS_EXPRESSIONS_SINCE
                ? declared.withoutExpression()
                : declared;
    }

    /** A column may be not null in a child alone. */
    private List<String> ownNotNull(TableDefinition table) {
        var notNull = notNull(table);
        return table.columns().stream()
                .filter(notNull::isSetAfterwards)
                .map(column -> alterColumn(table, column, "SET NOT NULL"))
                .toList();
    }

    private InheritedNotNull notNull(TableDefinition table) {
        return new InheritedNotNull(parents(table), targetVersion);
    }

    /**
     * A column that inheritance gives may have a default of its own, or none where the parent has one; so may one that the
     * table had before it came to inherit, and which CREATE TABLE merges with the parent's.
     */
    private List<String> inheritedDefaults(TableDefinition table) {
        return table.columns().stream()
                .filter(column -> column.inherited() && column.kind() == ColumnDefinition.Kind.Plain)
                .filter(column -> !column.local() || column.defaultExpression() == null)
                .map(column -> alterColumn(
                        table,
                        column,
                        column.defaultExpression() == null
                                ? "DROP DEFAULT"
                                : "SET DEFAULT " + columns.defaultOf(column)))
                .toList();
    }

    /** Returns what may fail without harm to the rows: storage parameters and the like, one statement each. */
    public List<String> settings(TableDefinition table) {
        var statements = new ArrayList<String>();
        for (var option : table.options()) {
            statements.add("ALTER TABLE %s SET (%s)".formatted(Sql.quoted(target(table)), Options.printed(option)));
        }
        for (var column : table.columns()) {
            statements.addAll(columnSettings(table, column));
        }
        switch (table.replicaIdentity()) {
            case Full ->
                statements.add("ALTER TABLE ONLY %s REPLICA IDENTITY FULL".formatted(Sql.quoted(target(table))));
            case Nothing ->
                statements.add("ALTER TABLE ONLY %s REPLICA IDENTITY NOTHING".formatted(Sql.quoted(target(table))));
            case Default, Index -> {
                // the default needs no statement, and an index must be there first
            }
        }
        return statements;
    }

    private List<String> columnSettings(TableDefinition table, ColumnDefinition column) {
        var statements = new ArrayList<String>();
        if (column.storage() != null) {
            statements.add(alterColumn(table, column, "SET STORAGE " + column.storage()));
        }
        if (column.compression() != null && knowsCompression(column)) {
            statements.add(alterColumn(table, column, "SET COMPRESSION " + column.compression()));
        }
        if (column.statistics() != null) {
            statements.add(alterColumn(table, column, "SET STATISTICS " + column.statistics()));
        }
        for (var option : column.options()) {
            statements.add(alterColumn(table, column, "SET (" + Options.printed(option) + ")"));
        }
        return statements;
    }

    private String alterColumn(TableDefinition table, ColumnDefinition column, String action) {
        return "ALTER TABLE ONLY %s ALTER COLUMN %s %s"
                .formatted(Sql.quoted(target(table)), Sql.identifier(column.name()), action);
    }

    /** An older target gives no column a compression of its own; one that the source chose is tried, so that it is listed. */
    private boolean knowsCompression(ColumnDefinition column) {
        return targetVersion >= COMPRESSES_COLUMNS_SINCE
                || !column.compression().equals("default");
    }

    private TableName target(TableDefinition table) {
        return names.relation(table.oid());
    }

    /** Those that are carried, in their order. */
    public List<TableDefinition> parents(TableDefinition table) {
        return table.parents().stream()
                .filter(names::has)
                .filter(tables::containsKey)
                .map(tables::get)
                .toList();
    }

    private List<TableName> carriedParents(TableDefinition table) {
        return table.parents().stream().filter(names::has).map(names::relation).toList();
    }
}
