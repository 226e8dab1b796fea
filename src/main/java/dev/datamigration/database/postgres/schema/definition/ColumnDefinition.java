package dev.datamigration.database.postgres.schema.definition;

import java.util.List;

/**
 * A column as it must be created. Texts are as the server printed them under the reading session's search path.
 *
 * @param collation where it is not its type's own, else null
 * @param notNull a validated NOT NULL, or null
 * @param defaultExpression of the default or generated column, or null
 * @param defaultSequence OID of the sequence where the default is nothing but its nextval, else null
 * @param identitySequence OID of an identity column's sequence, or null
 * @param local whether the table defines it itself and does not only inherit it
 * @param storage where it is not its type's own or could come from a parent: PLAIN, EXTERNAL, EXTENDED or MAIN, else null
 * @param compression pglz or lz4 where set, default where it could come from a parent, else null
 * @param statistics target where set, else null
 * @param options for instance {@code n_distinct=5}
 */
public record ColumnDefinition(
        long table,
        String name,
        String type,
        String collation,
        NotNull notNull,
        Kind kind,
        String defaultExpression,
        Long defaultSequence,
        Long identitySequence,
        boolean local,
        boolean inherited,
        String storage,
        String compression,
        Integer statistics,
        List<String> options) {

    /** As it is declared where it takes over the expression of the column it inherits. */
    public ColumnDefinition withoutExpression() {
        return with(notNull, Kind.Plain, null);
    }

    public ColumnDefinition withNotNull(NotNull other) {
        return with(other, kind, defaultExpression);
    }

    private ColumnDefinition with(NotNull otherNotNull, Kind otherKind, String otherExpression) {
        return new ColumnDefinition(
                table,
                name,
                type,
                collation,
                otherNotNull,
                otherKind,
                otherExpression,
                otherExpression == null ? null : defaultSequence,
                identitySequence,
                local,
                inherited,
                storage,
                compression,
                statistics,
                options);
    }

    /** Says where a column's value comes from when none is given. */
    public enum Kind {
        Plain,
        IdentityAlways,
        IdentityByDefault,
        GeneratedStored,
        GeneratedVirtual;

        public boolean isGenerated() {
            return this == GeneratedStored || this == GeneratedVirtual;
        }
    }

    /**
     * NOT NULL; with a name and attributes of its own since PostgreSQL 18.
     *
     * @param name null where the server may choose one
     * @param local whether the table declares it itself and does not only inherit it; before 18 it cannot be told
     * @param oid of the constraint; null before 18
     */
    public record NotNull(String name, boolean noInherit, boolean local, Long oid) {
        public NotNull named(String other) {
            return new NotNull(other, noInherit, local, oid);
        }
    }
}
