package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.Sql;
import dev.datamigration.database.postgres.TableName;
import dev.datamigration.database.postgres.schema.ColumnDefinition;
import dev.datamigration.database.postgres.schema.SequenceDefinition;
import dev.datamigration.database.postgres.schema.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements of tables. */
public final class TableStatements {
    private static final int REPEATS_EXPRESSIONS_SINCE = 16;

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
     * What must succeed for the table to be there: its creation, and its place under its partitioned table. A parent
     * that is not carried is left out, the table then stands alone with all its columns.
     */
    public List<String> create(TableDefinition table) {
        var statements = new ArrayList<String>();
        var parents = carriedParents(table);
        var inherits = !table.isPartition() && !parents.isEmpty() && Inheritance.givesColumnsOf(table, parents(table));
        statements.add(createTable(table, parents, inherits));
        if (table.isPartition() && !parents.isEmpty()) {
            statements.add("ALTER TABLE %s ATTACH PARTITION %s %s"
                    .formatted(parents.get(0).quoted(), target(table).quoted(), table.partitionBound()));
        }
        if (inherits) {
            statements.addAll(inheritedDefaults(table));
            statements.addAll(ownNotNull(table));
        } else if (!table.isPartition()) {
            parents.forEach(parent -> statements.add(
                    "ALTER TABLE %s INHERIT %s".formatted(target(table).quoted(), parent.quoted())));
        }
        if (table.ofType() != null) {
            statements.add("ALTER TABLE %s OF %s".formatted(target(table).quoted(), table.ofType()));
        }
        return statements;
    }

    private String createTable(TableDefinition table, List<TableName> parents, boolean inherits) {
        var attached = table.isPartition() && !parents.isEmpty();
        var own = table.columns().stream()
                .filter(column -> !inherits || column.local())
                .map(column -> columns.of(inherits ? asChildren(column) : column, attached));
        var ofInherited = table.columns().stream()
                .filter(column -> inherits && declaresNotNull(column))
                .map(columns::notNullOfTable);
        var clauses =
                Stream.concat(own, ofInherited).map(clause -> "  " + clause).collect(Collectors.joining(",\n"));
        return "CREATE %sTABLE %s (\n%s\n)%s%s"
                .formatted(
                        table.unlogged() && !table.isPartitioned() ? "UNLOGGED " : "",
                        target(table).quoted(),
                        clauses,
                        inherits
                                ? "\nINHERITS ("
                                        + parents.stream()
                                                .map(TableName::quoted)
                                                .collect(Collectors.joining(", "))
                                        + ")"
                                : "",
                        table.isPartitioned() ? "\nPARTITION BY " + table.partitionKey() : "");
    }

    /**
     * Before version 16 no table may repeat the expression of a generated column that it inherits. A NOT NULL that is only
     * inherited comes with the parent's.
     */
    private ColumnDefinition asChildren(ColumnDefinition column) {
        var declared = column.inherited()
                        && column.notNull() != null
                        && !column.notNull().local()
                ? column.withNotNull(null)
                : column;
        return column.inherited() && column.kind().isGenerated() && targetVersion < REPEATS_EXPRESSIONS_SINCE
                ? declared.withoutExpression()
                : declared;
    }

    /** Whether it inherits the column, and says itself by a name of its own that it is not null. */
    private boolean declaresNotNull(ColumnDefinition column) {
        return !column.local()
                && targetVersion >= NotNullNames.SINCE
                && column.notNull() != null
                && column.notNull().name() != null
                && column.notNull().local();
    }

    /** A column may be not null in a child alone. */
    private List<String> ownNotNull(TableDefinition table) {
        var ofParents = parents(table).stream()
                .flatMap(parent -> parent.columns().stream())
                .filter(column -> column.notNull() != null)
                .map(ColumnDefinition::name)
                .collect(Collectors.toSet());
        return table.columns().stream()
                .filter(column -> !column.local() && column.notNull() != null && !declaresNotNull(column))
                .filter(column -> !ofParents.contains(column.name()))
                .map(column -> alterColumn(table, column, "SET NOT NULL"))
                .toList();
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

    /** What may fail without harm to the rows: storage parameters and the like, one statement each. */
    public List<String> settings(TableDefinition table) {
        var statements = new ArrayList<String>();
        for (var option : table.options()) {
            statements.add("ALTER TABLE %s SET (%s)".formatted(target(table).quoted(), Options.printed(option)));
        }
        for (var column : table.columns()) {
            statements.addAll(columnSettings(table, column));
        }
        switch (table.replicaIdentity()) {
            case Full ->
                statements.add("ALTER TABLE ONLY %s REPLICA IDENTITY FULL"
                        .formatted(target(table).quoted()));
            case Nothing ->
                statements.add("ALTER TABLE ONLY %s REPLICA IDENTITY NOTHING"
                        .formatted(target(table).quoted()));
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
        if (column.compression() != null) {
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
                .formatted(target(table).quoted(), Sql.identifier(column.name()), action);
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
