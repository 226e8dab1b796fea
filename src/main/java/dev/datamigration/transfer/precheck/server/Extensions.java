package dev.datamigration.transfer.precheck.server;

import dev.datamigration.api.MigrationType;
import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.Sql;
import dev.datamigration.transfer.MigrationPlan;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.precheck.check.PrecheckCheck;
import dev.datamigration.transfer.precheck.check.Problems;
import java.util.Set;

/**
 * Whether the target has, or could create, what is installed on the source. Skippable, because an extension may serve
 * objects that are not migrated.
 */
public record Extensions() implements PrecheckCheck {
    private static final String INSTALLED =
            "SELECT extname FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql' ORDER BY extname";

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
    public Side side() {
        return Side.Target;
    }

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Schema);
    }

    @Override
    public Set<Side> asks() {
        return Set.of(Side.Source, Side.Target);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var problems = new Problems();
        var installed = databases.source().list(INSTALLED, row -> row.getString(1));
        for (var extension : installed) {
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
                "Extensions of the source are missing on the target",
                "The target has or can create all %d extensions of the source.".formatted(installed.size()));
    }

    private record State(boolean installed, boolean creatable) {}
}
