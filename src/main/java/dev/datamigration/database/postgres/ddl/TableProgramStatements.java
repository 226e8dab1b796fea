package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.Firing;
import dev.datamigration.database.postgres.schema.definition.PolicyDefinition;
import dev.datamigration.database.postgres.schema.definition.RuleDefinition;
import dev.datamigration.database.postgres.schema.definition.TriggerDefinition;
import dev.datamigration.database.postgres.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements of triggers, rules and policies. Triggers and rules that would fire for the migration's own sessions, whose
 * {@code session_replication_role} is {@code replica}, are created so that they do not: see {@link #postponed}.
 */
public final class TableProgramStatements {
    private final TargetObjectNames names;

    public TableProgramStatements(TargetObjectNames names) {
        this.names = names;
    }

    public List<String> create(TriggerDefinition trigger) {
        var statements = new ArrayList<String>();
        if (!trigger.inherited()) {
            statements.add(trigger.head() + table(trigger.table()) + trigger.tail());
        }
        if (trigger.firing() == Firing.Disabled || trigger.firing() == Firing.Replica) {
            statements.add(alterTrigger(trigger, "DISABLE"));
        } else if (trigger.inherited()) {
            statements.add(alterTrigger(trigger, "ENABLE"));
        }
        return statements;
    }

    /** Returns what is to be run once the migration has ended, or null. */
    public String postponed(TriggerDefinition trigger) {
        return switch (trigger.firing()) {
            case Always -> alterTrigger(trigger, "ENABLE ALWAYS");
            case Replica -> alterTrigger(trigger, "ENABLE REPLICA");
            case Origin, Disabled -> null;
        };
    }

    private String alterTrigger(TriggerDefinition trigger, String action) {
        return "ALTER TABLE %s %s TRIGGER %s".formatted(table(trigger.table()), action, Sql.identifier(trigger.name()));
    }

    public List<String> create(RuleDefinition rule) {
        var statements = new ArrayList<String>();
        statements.add(rule.head() + table(rule.table()) + rule.tail());
        if (rule.firing() == Firing.Disabled || rule.firing() == Firing.Replica) {
            statements.add(alterRule(rule, "DISABLE"));
        }
        return statements;
    }

    /** Returns what is to be run once the migration has ended, or null. */
    public String postponed(RuleDefinition rule) {
        return switch (rule.firing()) {
            case Always -> alterRule(rule, "ENABLE ALWAYS");
            case Replica -> alterRule(rule, "ENABLE REPLICA");
            case Origin, Disabled -> null;
        };
    }

    private String alterRule(RuleDefinition rule, String action) {
        return "ALTER TABLE %s %s RULE %s".formatted(table(rule.table()), action, Sql.identifier(rule.name()));
    }

    public String create(PolicyDefinition policy) {
        return "CREATE POLICY %s ON %s AS %s FOR %s TO %s%s%s"
                .formatted(
                        Sql.identifier(policy.name()),
                        table(policy.table()),
                        policy.permissive() ? "PERMISSIVE" : "RESTRICTIVE",
                        policy.command(),
                        policy.roles().isEmpty() ? "PUBLIC" : Sql.identifiers(policy.roles()),
                        policy.using() == null ? "" : " USING (" + policy.using() + ")",
                        policy.check() == null ? "" : " WITH CHECK (" + policy.check() + ")");
    }

    public String rowSecurity(long table, String action) {
        return "ALTER TABLE %s %s ROW LEVEL SECURITY".formatted(table(table), action);
    }

    private String table(long oid) {
        return Sql.quoted(names.relation(oid));
    }
}
