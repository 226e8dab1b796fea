package dev.datamigration.database.postgres.replay;

import dev.datamigration.api.task.ddl.DdlType;
import dev.datamigration.database.postgres.precheck.privilege.AccountPower;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.replay.StructureStep;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What was changed of views, functions and enum types: they hold no rows, and are made anew as they are now. */
final class ProgramSteps {
    private static final String LABELS = """
            SELECT e.enumlabel FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid
              JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
             WHERE n.nspname = ? AND t.typname = ? ORDER BY e.enumsortorder
            """;

    private static final String FUNCTION = """
            SELECT pg_catalog.pg_get_functiondef(p.oid) FROM pg_catalog.pg_proc p
              JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname = ? AND p.proname = ? AND pg_catalog.pg_get_function_identity_arguments(p.oid) = ?
               AND p.prokind IN ('f', 'p', 'w')
            """;

    private static final String GAIN =
            "its owner on the source is no superuser, and the target's account may do more than that owner, with whose code it would work";

    private final Connection connection;
    private final ObjectFilter filter;
    private final StepList steps = new StepList();

    ProgramSteps(Connection connection, ObjectFilter filter) {
        this.connection = connection;
        this.filter = filter;
    }

    List<StructureStep> steps() {
        return steps.steps();
    }

    /** @param shape of the counterpart of the view, or null */
    void view(Described was, Described now, TargetShape shape) {
        var view = (now == null ? was : now);
        var target = filter.targetOf(view.qualified());
        var kind = "m".equals(view.text("kind")) ? "MATERIALIZED VIEW " : "VIEW ";
        var statements = new ArrayList<String>();
        if (now == null) {
            if (shape != null) {
                statements.add("DROP " + kind + Sql.quoted(target));
            }
        } else if (was != null && !was.qualified().equals(now.qualified())) {
            statements.addAll(moved(kind, filter.targetOf(was.qualified()), target, ""));
        } else if (was == null || !Described.same(was, now, "definition") || !Described.same(was, now, "options")) {
            define(was, now, kind, target, shape, statements);
        }
        if (now != null && (was == null ? now.text("comment") != null : !Described.same(was, now, "comment"))) {
            statements.add("COMMENT ON " + kind + Sql.quoted(target) + " IS " + RelationChange.commentText(now));
        }
        if (!statements.isEmpty()) {
            steps.add(DdlType.View, view.qualified().toString(), statements);
        }
    }

    private static void define(
            Described was, Described now, String kind, TableName target, TargetShape shape, List<String> statements) {
        var definition = now.text("definition").strip();
        var query = definition.endsWith(";") ? definition.substring(0, definition.length() - 1) : definition;
        var materialized = kind.startsWith("M");
        if (materialized && shape != null && was != null && Described.same(was, now, "definition")) {
            return;
        }
        if (materialized && shape != null) {
            statements.add("DROP " + kind + Sql.quoted(target));
        }
        var options = new ArrayList<String>();
        now.json().path("options").forEach(option -> options.add(option.asText()));
        statements.add("CREATE " + (materialized ? "" : "OR REPLACE ") + kind + Sql.quoted(target)
                + (options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")") + " AS " + query);
    }

    /** @param arguments that follow the name, or empty */
    static List<String> moved(String kind, TableName from, TableName to, String arguments) {
        var statements = new ArrayList<String>();
        if (!from.schema().equals(to.schema())) {
            statements.add(
                    "ALTER " + kind + Sql.quoted(from) + arguments + " SET SCHEMA " + Sql.identifier(to.schema()));
        }
        if (!from.table().equals(to.table())) {
            statements.add("ALTER " + kind + Sql.quoted(new TableName(to.schema(), from.table())) + arguments
                    + " RENAME TO " + Sql.identifier(to.table()));
        }
        return statements;
    }

    void function(Described was, Described now) throws SQLException {
        var function = now == null ? was : now;
        var source = function.qualified();
        var target = new TableName(filter.targetSchemaOf(source.schema()), source.table());
        var there = definition(target, function.text("arguments"));
        var object = source + "(" + function.text("arguments") + ")";
        if (was != null && now != null && !was.qualified().equals(now.qualified())) {
            var former = new TableName(filter.targetSchemaOf(was.qualified().schema()), was.name());
            if (there == null && definition(former, was.text("arguments")) != null) {
                steps.add(
                        DdlType.Function, object, moved("ROUTINE ", former, target, "(" + was.text("arguments") + ")"));
            }
            return;
        }
        if (now == null) {
            if (there != null) {
                steps.add(
                        DdlType.Function,
                        object,
                        "DROP ROUTINE " + Sql.quoted(target) + "(" + function.text("arguments") + ")");
            }
            return;
        }
        var wanted = named(now.text("definition"), source, target);
        if (!wanted.equals(there)) {
            define(now, object, wanted, Sql.quoted(target) + "(" + now.text("arguments") + ")", there == null);
        }
        if (was == null ? now.text("comment") != null : !Described.same(was, now, "comment")) {
            steps.add(
                    DdlType.Comment,
                    object,
                    "COMMENT ON ROUTINE " + Sql.quoted(target) + "(" + now.text("arguments") + ") IS "
                            + RelationChange.commentText(now));
        }
    }

    /** It gets the rights that its owner has, and whoever may call it, when the application moves: until then nobody has any. */
    private void define(Described now, String object, String wanted, String routine, boolean isNew)
            throws SQLException {
        var statements = new ArrayList<String>();
        statements.add(wanted);
        statements.add("ALTER ROUTINE " + routine + " SECURITY INVOKER");
        if (isNew) {
            statements.add("REVOKE ALL ON ROUTINE " + routine + " FROM PUBLIC");
        }
        var gains = !now.is("trusted") && AccountPower.doesMore(connection);
        steps.unless(gains ? GAIN : null, DdlType.Function, object, statements.toArray(String[]::new));
    }

    private String definition(TableName function, String arguments) throws SQLException {
        return SqlStatement.of(connection, FUNCTION)
                .with(function.schema(), function.table(), arguments)
                .first(row -> row.getString(1))
                .orElse(null);
    }

    /** The server prints its name with the schema, whatever the search path. */
    private static String named(String definition, TableName source, TableName target) {
        var end = definition.indexOf('(');
        var start = definition.lastIndexOf(' ', definition.substring(0, end).lastIndexOf('.'));
        return source.schema().equals(target.schema())
                ? definition
                : definition.substring(0, start + 1) + Sql.quoted(target) + definition.substring(end);
    }

    /** Labels come one after the other, each after the one that it follows on the source. */
    void enumType(Described was, Described now) throws SQLException {
        if (now == null) {
            return; // nothing is lost by a type that nobody uses
        }
        var target = new TableName(
                filter.targetSchemaOf(now.qualified().schema()), now.qualified().table());
        var there = SqlStatement.of(connection, LABELS)
                .with(target.schema(), target.table())
                .list(row -> row.getString(1));
        var wanted = new ArrayList<String>();
        now.json().path("labels").forEach(label -> wanted.add(label.asText()));
        if (there.isEmpty()) {
            make(was, now, target, wanted);
            return;
        }
        String before = null;
        for (var label : wanted) {
            if (!there.contains(label)) {
                steps.add(
                        DdlType.EnumValue,
                        now.qualified() + " " + label,
                        "ALTER TYPE " + Sql.quoted(target) + " ADD VALUE IF NOT EXISTS " + Sql.literal(label)
                                + (before == null
                                        ? " BEFORE " + Sql.literal(there.get(0))
                                        : " AFTER " + Sql.literal(before)));
            }
            before = label;
        }
    }

    private void make(Described was, Described now, TableName target, List<String> labels) {
        if (was == null && filter.includes(now.qualified())) {
            steps.add(
                    DdlType.EnumValue,
                    now.qualified().toString(),
                    "CREATE TYPE " + Sql.quoted(target) + " AS ENUM ("
                            + String.join(
                                    ", ", labels.stream().map(Sql::literal).toList()) + ")");
        }
    }
}
