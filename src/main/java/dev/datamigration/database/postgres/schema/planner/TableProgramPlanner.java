package dev.datamigration.database.postgres.schema.planner;

import dev.datamigration.database.postgres.ddl.Existence;
import dev.datamigration.database.postgres.ddl.TableProgramStatements;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.definition.PolicyDefinition;
import dev.datamigration.database.postgres.schema.definition.RuleDefinition;
import dev.datamigration.database.postgres.schema.definition.TriggerDefinition;
import dev.datamigration.database.postgres.schema.plan.PlanContext;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaItem.Key;
import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Plans triggers, rules and row-level security. */
final class TableProgramPlanner {
    private static final String POSTPONED =
            "It would act on rows that the migration writes, so it was created without that. Run after the switchover: %s";

    private final PlanContext context;
    private final TableProgramStatements statements;

    TableProgramPlanner(PlanContext context) {
        this.context = context;
        this.statements = new TableProgramStatements(context.names());
    }

    List<SchemaItem> triggers() {
        return triggers(false);
    }

    /** Returns what partitions change of the triggers that come from their partitioned table. */
    List<SchemaItem> triggersOfPartitions() {
        return triggers(true);
    }

    private List<SchemaItem> triggers(boolean inherited) {
        return context.schema().triggers().stream()
                .filter(trigger -> trigger.inherited() == inherited)
                .filter(trigger -> !context.refuseRenamed(
                        new ObjectId("pg_trigger", trigger.oid()),
                        key(trigger),
                        Stream.ofNullable(trigger.otherTable()).toList(),
                        trigger.tail(),
                        exists(trigger)))
                .map(this::trigger)
                .toList();
    }

    private SchemaItem trigger(TriggerDefinition trigger) {
        var key = key(trigger);
        postpone(key, statements.postponed(trigger));
        return item(
                new ObjectId("pg_trigger", trigger.oid()),
                key,
                trigger.table(),
                statements.create(trigger),
                exists(trigger));
    }

    private String exists(TriggerDefinition trigger) {
        return trigger.inherited()
                ? SchemaItem.NEVER_THERE
                : Existence.trigger(context.names().relation(trigger.table()), trigger.name());
    }

    List<SchemaItem> rules() {
        return context.schema().rules().stream()
                .filter(rule -> !context.refuseRenamed(
                        new ObjectId("pg_rewrite", rule.oid()),
                        key(rule),
                        rule.references(),
                        rule.tail(),
                        exists(rule)))
                .map(this::rule)
                .toList();
    }

    private SchemaItem rule(RuleDefinition rule) {
        postpone(key(rule), statements.postponed(rule));
        return item(
                new ObjectId("pg_rewrite", rule.oid()), key(rule), rule.table(), statements.create(rule), exists(rule));
    }

    private String exists(RuleDefinition rule) {
        return Existence.rule(context.names().relation(rule.table()), rule.name());
    }

    private void postpone(Key key, String statement) {
        if (statement != null) {
            context.refuse(new Key(ObjectKind.Setting, statement, key.onTable()), POSTPONED.formatted(statement));
        }
    }

    List<SchemaItem> policies() {
        return context.schema().policies().stream()
                .filter(policy -> !context.refuseRenamed(
                        new ObjectId("pg_policy", policy.oid()),
                        key(policy),
                        policy.references(),
                        policy.using() + policy.check(),
                        exists(policy)))
                .map(this::policy)
                .toList();
    }

    private SchemaItem policy(PolicyDefinition policy) {
        return item(
                new ObjectId("pg_policy", policy.oid()),
                key(policy),
                policy.table(),
                List.of(statements.create(policy)),
                exists(policy));
    }

    private String exists(PolicyDefinition policy) {
        return Existence.policy(context.names().relation(policy.table()), policy.name());
    }

    /** Comes last, so that nothing before it is hidden from the migration. */
    List<SchemaItem> rowSecurity() {
        var enabled = context.schema().tables().stream()
                .filter(table -> table.rowSecurity())
                .map(table -> rowSecurity(table.oid(), "ENABLE"));
        var forced = context.schema().tables().stream()
                .filter(table -> table.forceRowSecurity() && mayForce(table.oid(), table.name()))
                .map(table -> rowSecurity(table.oid(), "FORCE"));
        return Stream.concat(enabled, forced).toList();
    }

    private boolean mayForce(long table, TableName name) {
        if (!context.target().bypassesRowSecurity()) {
            postpone(new Key(ObjectKind.RowSecurity, "FORCE", name.toString()), statements.rowSecurity(table, "FORCE"));
        }
        return context.target().bypassesRowSecurity();
    }

    private SchemaItem rowSecurity(long table, String action) {
        return SchemaItem.optional(
                null,
                new Key(ObjectKind.RowSecurity, action, tableName(table)),
                List.of(statements.rowSecurity(table, action)),
                "",
                SchemaItem.NEVER_THERE);
    }

    private SchemaItem item(ObjectId id, Key key, long table, List<String> create, String existsQuery) {
        var named = "%s %s ON %s"
                .formatted(
                        key.kind().name().toUpperCase(Locale.ROOT),
                        Sql.identifier(key.name()),
                        Sql.quoted(context.names().relation(table)));
        var path = context.paths().target(context.sourceName(table).schema());
        return SchemaItem.optional(id.text(), key, create, path, existsQuery)
                .withSettings(context.comments().on(id, named));
    }

    private Key key(TriggerDefinition trigger) {
        return new Key(ObjectKind.Trigger, trigger.name(), tableName(trigger.table()));
    }

    private Key key(RuleDefinition rule) {
        return new Key(ObjectKind.Rule, rule.name(), tableName(rule.table()));
    }

    private Key key(PolicyDefinition policy) {
        return new Key(ObjectKind.Policy, policy.name(), tableName(policy.table()));
    }

    private String tableName(long table) {
        return context.sourceName(table).toString();
    }
}
