package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.SequenceDefinition;
import dev.datamigration.database.postgres.sql.Sql;
import java.util.Map;

/** A column as it stands in CREATE TABLE. */
final class ColumnClause {
    private final TargetObjectNames names;
    private final Map<Long, SequenceDefinition> sequences;
    private final int targetVersion;

    ColumnClause(TargetObjectNames names, Map<Long, SequenceDefinition> sequences, int targetVersion) {
        this.names = names;
        this.sequences = sequences;
        this.targetVersion = targetVersion;
    }

    /** @param partition a partition takes identity from the table it is attached to */
    String of(ColumnDefinition column, boolean partition) {
        var clause =
                new StringBuilder(Sql.identifier(column.name())).append(' ').append(column.type());
        if (column.collation() != null) {
            clause.append(" COLLATE ").append(column.collation());
        }
        switch (column.kind()) {
            case GeneratedStored ->
                clause.append(" GENERATED ALWAYS AS (")
                        .append(column.defaultExpression())
                        .append(") STORED");
            case GeneratedVirtual ->
                clause.append(" GENERATED ALWAYS AS (")
                        .append(column.defaultExpression())
                        .append(") VIRTUAL");
            case IdentityAlways, IdentityByDefault -> {
                if (!partition) {
                    clause.append(identity(column));
                }
            }
            case Plain -> {
                if (column.defaultExpression() != null) {
                    clause.append(" DEFAULT ").append(defaultOf(column));
                }
            }
        }
        if (column.notNull() != null) {
            clause.append(notNull(column, ""));
        }
        return clause.toString();
    }

    /** The default's expression, its sequence under the target's name. */
    String defaultOf(ColumnDefinition column) {
        var sequence = column.defaultSequence();
        return sequence == null || !names.has(sequence)
                ? column.defaultExpression()
                : "nextval(" + Sql.literal(Sql.quoted(names.relation(sequence))) + "::regclass)";
    }

    private String identity(ColumnDefinition column) {
        var when = column.kind() == ColumnDefinition.Kind.IdentityAlways ? "ALWAYS" : "BY DEFAULT";
        var sequence = sequences.get(column.identitySequence());
        return " GENERATED %s AS IDENTITY (SEQUENCE NAME %s %s)"
                .formatted(when, Sql.quoted(names.relation(sequence.oid())), SequenceStatements.parameters(sequence));
    }

    /** NOT NULL as a constraint of the table, which a child may declare of a column that it inherits; since version 18. */
    String notNullOfTable(ColumnDefinition column) {
        return notNull(column, " " + Sql.identifier(column.name())).strip();
    }

    private String notNull(ColumnDefinition column, String of) {
        var notNull = column.notNull();
        var named = notNull.name() == null || targetVersion < NotNullNames.SINCE
                ? ""
                : " CONSTRAINT " + Sql.identifier(notNull.name());
        return named
                + " NOT NULL"
                + of
                + (notNull.noInherit() && targetVersion >= NotNullNames.SINCE ? " NO INHERIT" : "");
    }
}
