package dev.datamigration.database.postgres.precheck.server;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.postgres.schema.Selection;
import dev.datamigration.database.postgres.schema.reader.Dependencies;
import dev.datamigration.database.postgres.schema.reader.Inventory;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.plan.MigrationPlan;
import java.util.Set;

/**
 * Checks whether the target has, or could create, the extensions that selected objects need. Skippable, because a person may
 * do without those objects.
 */
public record Extensions() implements TargetCheck {
    /** Trusted ones can be created by whoever may create objects in the database, the others by a superuser. */
    private static final String STATE = """
            SELECT e.installed_version IS NOT NULL AS installed,
                   (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
                     OR v.trusted OR NOT v.superuser AS creatable
              FROM pg_catalog.pg_available_extensions e
              JOIN pg_catalog.pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version
             WHERE e.name = ?
            """;

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Schema);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        var needed = needed(databases);
        for (var extension : needed) {
            var state = databases
                    .target()
                    .list(STATE, row -> new State(row.getBoolean("installed"), row.getBoolean("creatable")), extension);
            if (state.isEmpty()) {
                problems.add(
                        extension + " is not available",
                        "Install the packages of %s on the target server.".formatted(extension));
            } else if (!state.get(0).installed() && !state.get(0).creatable()) {
                problems.add(
                        extension + " can only be created by a superuser",
                        "As a superuser in the target database: CREATE EXTENSION %s;"
                                .formatted(Sql.identifier(extension)));
            }
        }
        return problems.failedOr(
                "Extensions that selected objects need and the target lacks",
                needed.isEmpty()
                        ? "No selected object needs an extension."
                        : "The target has or can create the extensions %s.".formatted(String.join(", ", needed)));
    }

    private static Set<String> needed(CheckedDatabases databases) {
        return databases
                .source()
                .ask(connection -> Selection.of(
                                Inventory.read(connection), Dependencies.read(connection), databases.filter())
                        .extensions());
    }

    private record State(boolean installed, boolean creatable) {}
}
