package dev.datamigration.database.postgres.schema.definition;

import dev.datamigration.database.table.TableName;
import java.util.List;

/** A user-defined type that SQL alone can create. */
public sealed interface TypeDefinition {
    long oid();

    TableName name();

    /** @param labels in their order */
    record EnumType(long oid, TableName name, List<String> labels) implements TypeDefinition {}

    /**
     * @param collation where it is not the base type's, else null
     * @param defaultExpression or null
     */
    record DomainType(
            long oid,
            TableName name,
            String base,
            String collation,
            String defaultExpression,
            boolean notNull,
            List<DomainConstraint> constraints)
            implements TypeDefinition {}

    /** @param definition CHECK with its expression */
    record DomainConstraint(long oid, String name, String definition, boolean valid) {}

    /** @param relation OID of the relation that holds its attributes */
    record CompositeType(long oid, TableName name, long relation, List<ColumnDefinition> attributes)
            implements TypeDefinition {}

    /**
     * Operator class, collation, canonical and difference function are null where they are the defaults.
     *
     * @param multirange name of its multirange type, or null before PostgreSQL 14
     */
    record RangeType(
            long oid,
            TableName name,
            String subtype,
            String operatorClass,
            String collation,
            String canonical,
            String difference,
            TableName multirange)
            implements TypeDefinition {}
}
