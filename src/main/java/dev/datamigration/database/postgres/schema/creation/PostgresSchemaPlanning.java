package dev.datamigration.database.postgres.schema.creation;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.schema.SearchPaths;
import dev.datamigration.database.postgres.schema.Selection;
import dev.datamigration.database.postgres.schema.SourceSchema;
import dev.datamigration.database.postgres.schema.plan.RoleMap;
import dev.datamigration.database.postgres.schema.plan.TargetFacts;
import dev.datamigration.database.postgres.schema.planner.SchemaPlanner;
import dev.datamigration.database.postgres.schema.reader.Dependencies;
import dev.datamigration.database.postgres.schema.reader.Inventory;
import dev.datamigration.database.schema.ObjectCheckpoints;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaCreation;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import dev.datamigration.database.schema.SchemaPlanning;
import dev.datamigration.database.selection.ObjectFilter;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** From PostgreSQL to PostgreSQL. */
public record PostgresSchemaPlanning(PostgresServer source, PostgresServer target) implements SchemaPlanning {

    @Override
    public SchemaPlan plan(RunScope scope, ObjectSelection objects, boolean catchesUp) {
        var filter = new ObjectFilter(objects);
        var paths = new SearchPaths(objects.renameSchemas());
        var facts = with(target, scope, TargetFacts::read);
        var planner = with(source, scope, connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false); // one view of the catalog
            var selection = Selection.of(Inventory.read(connection), Dependencies.read(connection), filter);
            var schema = SourceSchema.read(connection, selection, paths);
            return new SchemaPlanner(selection, schema, filter, paths, new RoleMap(objects, facts), catchesUp);
        });
        return onTarget(scope, presence -> planner.plan(presence::of));
    }

    @Override
    public List<SchemaItem> missing(RunScope scope, List<SchemaItem> items) {
        return onTarget(
                scope,
                presence -> items.stream().filter(item -> !presence.of(item)).toList());
    }

    private <T> T onTarget(RunScope scope, Function<Presence, T> question) {
        return with(target, scope, connection -> {
            connection.setAutoCommit(false);
            return question.apply(new Presence(target, scope, connection));
        });
    }

    private static <T> T with(PostgresServer server, RunScope scope, SqlWork.Question<T> query) {
        return SqlWork.connected(server, scope, "schema", "reading the schema", query);
    }

    @Override
    public Map<String, List<String>> statements(SchemaPlan plan) {
        var statements = new LinkedHashMap<String, List<String>>();
        Stream.concat(plan.before().stream(), plan.deferred().stream())
                .filter(item -> item.id() != null && !item.statements().isEmpty())
                .forEach(item -> statements
                        .computeIfAbsent(item.id(), id -> new ArrayList<>())
                        .addAll(item.kind() == ObjectKind.SequenceOwnership ? List.of() : underItsPath(item)));
        return statements;
    }

    private static List<String> underItsPath(SchemaItem item) {
        var statements = new ArrayList<String>();
        if (!item.searchPath().isEmpty()) {
            statements.add("SET search_path = " + item.searchPath());
        }
        statements.addAll(item.statements());
        statements.addAll(item.settings());
        return statements;
    }

    @Override
    public SchemaCreation open(RunScope scope, ObjectCheckpoints checkpoints) {
        return new PostgresSchemaCreation(source, target, scope, checkpoints);
    }
}
