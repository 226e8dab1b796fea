package dev.datamigration.database.postgres.schema.reader;

import static java.util.stream.Collectors.groupingBy;

import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.CompositeType;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.DomainConstraint;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.DomainType;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.EnumType;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.RangeType;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads enums, domains, composite and range types. */
public final class TypeReader {
    private static final String ENUMS = """
            SELECT t.oid, n.nspname, t.typname,
                   (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
                     AS labels
              FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
             WHERE t.typtype = 'e' AND t.oid = ANY (?)
            """;
    private static final String DOMAINS = """
            SELECT t.oid, n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod) AS base,
                   CASE WHEN t.typcollation <> b.typcollation THEN t.typcollation::regcollation::text END AS collation,
                   pg_get_expr(t.typdefaultbin, 'pg_type'::regclass) AS default_expression, t.typnotnull
              FROM pg_type t
              JOIN pg_namespace n ON n.oid = t.typnamespace
              JOIN pg_type b ON b.oid = t.typbasetype
             WHERE t.typtype = 'd' AND t.oid = ANY (?)
            """;
    private static final String DOMAIN_CONSTRAINTS = """
            SELECT oid, contypid, conname, pg_get_constraintdef(oid) AS definition, convalidated
              FROM pg_constraint WHERE contype = 'c' AND contypid = ANY (?) ORDER BY conname
            """;
    private static final String COMPOSITES = """
            SELECT t.oid, n.nspname, t.typname, t.typrelid
              FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
             WHERE t.typtype = 'c' AND t.oid = ANY (?)
            """;
    private static final String RANGES = """
            SELECT t.oid, n.nspname, t.typname, format_type(r.rngsubtype, NULL) AS subtype,
                   CASE WHEN NOT o.opcdefault THEN format('%%I.%%I', onsp.nspname, o.opcname) END AS operator_class,
                   CASE WHEN r.rngcollation <> s.typcollation THEN r.rngcollation::regcollation::text END AS collation,
                   nullif(r.rngcanonical::oid, 0)::regproc::text AS canonical,
                   nullif(r.rngsubdiff::oid, 0)::regproc::text AS difference, %s
              FROM pg_range r
              JOIN pg_type t ON t.oid = r.rngtypid
              JOIN pg_namespace n ON n.oid = t.typnamespace
              JOIN pg_type s ON s.oid = r.rngsubtype
              JOIN pg_opclass o ON o.oid = r.rngsubopc
              JOIN pg_namespace onsp ON onsp.oid = o.opcnamespace
              %s
             WHERE t.oid = ANY (?)
            """;

    private TypeReader() {}

    public static List<TypeDefinition> read(Connection connection, int version, Collection<Long> oids)
            throws SQLException {
        var types = new ArrayList<TypeDefinition>();
        types.addAll(Rows.read(
                connection,
                ENUMS,
                oids,
                row -> new EnumType(row.getLong("oid"), name(row), Rows.texts(row, "labels"))));
        types.addAll(domains(connection, oids));
        types.addAll(composites(connection, version, oids));
        types.addAll(ranges(connection, version, oids));
        return types;
    }

    private static TableName name(ResultSet row) throws SQLException {
        return new TableName(row.getString("nspname"), row.getString("typname"));
    }

    private static List<DomainType> domains(Connection connection, Collection<Long> oids) throws SQLException {
        record Owned(long domain, DomainConstraint constraint) {}
        var constraints = Rows.read(
                        connection,
                        DOMAIN_CONSTRAINTS,
                        oids,
                        row -> new Owned(
                                row.getLong("contypid"),
                                new DomainConstraint(
                                        row.getLong("oid"),
                                        row.getString("conname"),
                                        row.getString("definition"),
                                        Rows.flag(row, "convalidated"))))
                .stream()
                .collect(groupingBy(Owned::domain));
        return Rows.read(
                connection,
                DOMAINS,
                oids,
                row -> new DomainType(
                        row.getLong("oid"),
                        name(row),
                        row.getString("base"),
                        row.getString("collation"),
                        row.getString("default_expression"),
                        Rows.flag(row, "typnotnull"),
                        constraints.getOrDefault(row.getLong("oid"), List.of()).stream()
                                .map(Owned::constraint)
                                .toList()));
    }

    private static List<CompositeType> composites(Connection connection, int version, Collection<Long> oids)
            throws SQLException {
        var found = Rows.read(
                connection,
                COMPOSITES,
                oids,
                row -> new CompositeType(row.getLong("oid"), name(row), row.getLong("typrelid"), List.of()));
        Map<Long, List<ColumnDefinition>> attributes =
                ColumnReader.read(
                                connection,
                                version,
                                found.stream().map(CompositeType::relation).toList())
                        .stream()
                        .collect(groupingBy(ColumnDefinition::table));
        return found.stream()
                .map(type -> new CompositeType(
                        type.oid(), type.name(), type.relation(), attributes.getOrDefault(type.relation(), List.of())))
                .toList();
    }

    private static List<RangeType> ranges(Connection connection, int version, Collection<Long> oids)
            throws SQLException {
        var sql = version >= 14
                ? RANGES.formatted(
                        "mn.nspname AS multirange_schema, m.typname AS multirange",
                        "JOIN pg_type m ON m.oid = r.rngmultitypid JOIN pg_namespace mn ON mn.oid = m.typnamespace")
                : RANGES.formatted("NULL::text AS multirange_schema, NULL::text AS multirange", "");
        return Rows.read(
                connection,
                sql,
                oids,
                row -> new RangeType(
                        row.getLong("oid"),
                        name(row),
                        row.getString("subtype"),
                        row.getString("operator_class"),
                        row.getString("collation"),
                        row.getString("canonical"),
                        row.getString("difference"),
                        row.getString("multirange") == null
                                ? null
                                : new TableName(row.getString("multirange_schema"), row.getString("multirange"))));
    }
}
