package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.FunctionDefinition;
import dev.datamigration.database.postgres.schema.definition.StatisticsDefinition;
import dev.datamigration.database.postgres.schema.definition.ViewDefinition;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.List;

/** Statements of functions, views and extended statistics. */
public final class ProgramStatements {
    private final TargetObjectNames names;

    public ProgramStatements(TargetObjectNames names) {
        this.names = names;
    }

    /** Never replaces a function that the target has. */
    public String create(FunctionDefinition function) {
        return "CREATE " + kind(function) + " " + Sql.quoted(target(function.name())) + function.definition();
    }

    /** As COMMENT names it. */
    public String named(FunctionDefinition function) {
        return "%s %s(%s)".formatted(kind(function), Sql.quoted(target(function.name())), function.arguments());
    }

    public String exists(FunctionDefinition function) {
        return Existence.function(target(function.name()), function.argumentTypes());
    }

    public String exists(StatisticsDefinition statistics) {
        return Existence.statistics(target(statistics.name()));
    }

    public SecuredObject secured(FunctionDefinition function) {
        return SecuredObject.function(function, target(function.name()), named(function));
    }

    public String revokeFromEverybody(FunctionDefinition function) {
        return AccessStatements.revokeFromEverybody(
                secured(function), Sql.quoted(target(function.name())) + "(" + function.argumentTypes() + ")");
    }

    private static String kind(FunctionDefinition function) {
        return function.procedure() ? "PROCEDURE" : "FUNCTION";
    }

    public List<String> create(ViewDefinition view) {
        var target = Sql.quoted(names.relation(view.oid()));
        var statements = new ArrayList<String>();
        statements.add("CREATE %s %s%s AS\n%s%s"
                .formatted(
                        kind(view),
                        target,
                        view.options().isEmpty() ? "" : " WITH (" + Options.printed(view.options()) + ")",
                        view.query(),
                        view.materialized() ? "\nWITH NO DATA" : ""));
        for (var column : view.columns()) {
            if (column.defaultExpression() != null) {
                statements.add("ALTER VIEW %s ALTER COLUMN %s SET DEFAULT %s"
                        .formatted(target, Sql.identifier(column.name()), column.defaultExpression()));
            }
        }
        return statements;
    }

    /** Returns what may fail without harm. */
    public List<String> settings(ViewDefinition view) {
        var statements = new ArrayList<String>();
        for (ColumnDefinition column : view.columns()) {
            if (view.materialized() && column.statistics() != null) {
                statements.add("ALTER MATERIALIZED VIEW %s ALTER COLUMN %s SET STATISTICS %d"
                        .formatted(
                                Sql.quoted(names.relation(view.oid())),
                                Sql.identifier(column.name()),
                                column.statistics()));
            }
        }
        return statements;
    }

    public static String kind(ViewDefinition view) {
        return view.materialized() ? "MATERIALIZED VIEW" : "VIEW";
    }

    public String refresh(ViewDefinition view) {
        return "REFRESH MATERIALIZED VIEW " + Sql.quoted(names.relation(view.oid()));
    }

    public List<String> create(StatisticsDefinition statistics) {
        var target = Sql.quoted(target(statistics.name()));
        var statements = new ArrayList<String>();
        statements.add("CREATE STATISTICS %s%s FROM %s"
                .formatted(target, statistics.definition(), Sql.quoted(names.relation(statistics.table()))));
        if (statistics.target() != null) {
            statements.add("ALTER STATISTICS %s SET STATISTICS %d".formatted(target, statistics.target()));
        }
        return statements;
    }

    public String named(StatisticsDefinition statistics) {
        return "STATISTICS " + Sql.quoted(target(statistics.name()));
    }

    private TableName target(TableName name) {
        return new TableName(names.schema(name.schema()), name.table());
    }
}
