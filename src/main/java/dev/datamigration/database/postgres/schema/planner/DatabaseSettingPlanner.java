package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.database.postgres.ddl.DatabaseSettingStatements;
import dev.datamigration.database.postgres.schema.definition.DatabaseSetting;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.schema.plan.TargetDatabase;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans what is set on the database rather than in it: an application may live on its search path. The migration's own sessions
 * set whatever they depend on themselves.
 */
final class DatabaseSettingPlanner {
    /** Each would keep sessions from writing, make them somebody else's, or keep them out where a library is missing. */
    private static final Set<String> DECIDED_BY_A_PERSON = Set.of(
            "default_transaction_read_only",
            "transaction_read_only",
            "role",
            "session_authorization",
            "local_preload_libraries");

    private final PlanContext context;
    private final TargetDatabase target;
    private final DatabaseSettingStatements statements;

    DatabaseSettingPlanner(PlanContext context) {
        this.context = context;
        this.target = context.target().database();
        this.statements = new DatabaseSettingStatements(target.name());
    }

    List<SchemaItem> items() {
        return context.schema().settings().stream()
                .map(this::item)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<SchemaItem> item(DatabaseSetting source) {
        var role = source.role() == null
                ? Optional.<String>empty()
                : context.roles().grantee(source.role());
        var wanted = new DatabaseSetting(
                role.orElse(source.role()), source.roleIsSuperuser(), source.name(), source.value());
        var there = target.like(wanted);
        if (there.isPresent() && there.get().value().equals(wanted.value())) {
            return Optional.empty();
        }
        var statement = statements.set(wanted);
        var why = reason(source, wanted, role.isPresent(), there.isPresent(), statement.isPresent());
        if (why != null) {
            context.refuse(key(source), why + " If the application needs it, run " + shown(wanted, statement));
            return Optional.empty();
        }
        return statement.map(
                sql -> SchemaItem.optional(null, key(source), List.of(sql), "", statements.exists(wanted)));
    }

    private String reason(
            DatabaseSetting source, DatabaseSetting wanted, boolean roleThere, boolean setThere, boolean readable) {
        if (wanted.role() != null && !roleThere) {
            return "The target has no role %s.".formatted(source.role());
        }
        if (wanted.role() != null && context.roles().wouldBecomeSuperuser(source.role(), source.roleIsSuperuser())) {
            return "%s is a superuser on the target and none on the source, so that whoever it is there would decide about sessions of a superuser."
                    .formatted(wanted.role());
        }
        if (setThere) {
            return "The target database has another value of its own, which stays.";
        }
        if (!readable || DECIDED_BY_A_PERSON.contains(wanted.name())) {
            return "It is not carried.";
        }
        if (!wanted.isCustom() && !target.everybodys().contains(wanted.name())) {
            return "Only a superuser may set it, or the target does not know it.";
        }
        if (wanted.name().equals("search_path")
                && !context.paths().renamedSchemas().isEmpty()) {
            return "It may name schemas that are called otherwise on the target.";
        }
        return null;
    }

    /** The value of an application's own parameter may be confidential, and stays out of the status. */
    private String shown(DatabaseSetting wanted, Optional<String> statement) {
        return wanted.isCustom() || statement.isEmpty()
                ? statements.pattern(wanted) + "; on the target, with the value that \\drds shows on the source."
                : statement.get() + "; on the target.";
    }

    private static Key key(DatabaseSetting setting) {
        return new Key(
                ObjectKind.DatabaseSetting,
                setting.role() == null ? setting.name() : setting.name() + " of role " + setting.role());
    }
}
