package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.CollationDefinition;
import dev.datamigration.database.postgres.schema.definition.ColumnDefinition;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.CompositeType;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.DomainConstraint;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.DomainType;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.EnumType;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition.RangeType;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Statements of types. */
public final class TypeStatements {
    private final TargetObjectNames names;
    private final int targetVersion;

    public TypeStatements(TargetObjectNames names, int targetVersion) {
        this.names = names;
        this.targetVersion = targetVersion;
    }

    public List<String> create(TypeDefinition type) {
        if (type instanceof EnumType enumType) {
            return List.of(createEnum(enumType));
        }
        if (type instanceof DomainType domain) {
            return createDomain(domain);
        }
        if (type instanceof CompositeType composite) {
            return List.of(createComposite(composite));
        }
        return List.of(createRange((RangeType) type));
    }

    public TableName target(TypeDefinition type) {
        return target(type.name());
    }

    private TableName target(TableName name) {
        return new TableName(names.schema(name.schema()), name.table());
    }

    private String createEnum(EnumType type) {
        return "CREATE TYPE %s AS ENUM (%s)"
                .formatted(
                        Sql.quoted(target(type)),
                        type.labels().stream().map(Sql::literal).collect(Collectors.joining(", ")));
    }

    private List<String> createDomain(DomainType domain) {
        var create = new StringBuilder("CREATE DOMAIN ")
                .append(Sql.quoted(target(domain)))
                .append(" AS ")
                .append(domain.base());
        if (domain.collation() != null) {
            create.append(" COLLATE ").append(domain.collation());
        }
        if (domain.defaultExpression() != null) {
            create.append(" DEFAULT ").append(domain.defaultExpression());
        }
        if (domain.notNull()) {
            create.append(" NOT NULL");
        }
        domain.constraints().stream()
                .filter(DomainConstraint::valid)
                .forEach(constraint -> create.append(' ').append(named(constraint)));
        var statements = new ArrayList<String>();
        statements.add(create.toString());
        domain.constraints().stream()
                .filter(constraint -> !constraint.valid())
                .forEach(constraint -> statements.add(
                        "ALTER DOMAIN %s ADD %s".formatted(Sql.quoted(target(domain)), named(constraint))));
        return statements;
    }

    private static String named(DomainConstraint constraint) {
        return "CONSTRAINT " + Sql.identifier(constraint.name()) + " " + constraint.definition();
    }

    private String createComposite(CompositeType type) {
        return "CREATE TYPE %s AS (%s)"
                .formatted(
                        Sql.quoted(target(type)),
                        type.attributes().stream()
                                .map(TypeStatements::attribute)
                                .collect(Collectors.joining(", ")));
    }

    private static String attribute(ColumnDefinition attribute) {
        return Sql.identifier(attribute.name())
                + " "
                + attribute.type()
                + (attribute.collation() == null ? "" : " COLLATE " + attribute.collation());
    }

    private String createRange(RangeType range) {
        var options = new ArrayList<String>();
        options.add("SUBTYPE = " + range.subtype());
        add(options, "SUBTYPE_OPCLASS", range.operatorClass());
        add(options, "COLLATION", range.collation());
        add(options, "CANONICAL", range.canonical());
        add(options, "SUBTYPE_DIFF", range.difference());
        if (range.multirange() != null && targetVersion >= 14) {
            add(options, "MULTIRANGE_TYPE_NAME", Sql.quoted(target(range.multirange())));
        }
        return "CREATE TYPE %s AS RANGE (%s)".formatted(Sql.quoted(target(range)), String.join(", ", options));
    }

    private static void add(List<String> options, String name, String value) {
        if (value != null) {
            options.add(name + " = " + value);
        }
    }

    public String create(CollationDefinition collation) {
        var options = new ArrayList<String>();
        options.add("PROVIDER = " + collation.provider());
        if (collation.provider().equals("libc")) {
            add(options, "LC_COLLATE", Sql.literal(collation.collate()));
            add(options, "LC_CTYPE", Sql.literal(collation.ctype()));
        } else {
            add(options, "LOCALE", Sql.literal(collation.locale()));
        }
        if (!collation.deterministic()) {
            options.add("DETERMINISTIC = false");
        }
        add(options, "RULES", collation.rules() == null ? null : Sql.literal(collation.rules()));
        return "CREATE COLLATION %s (%s)".formatted(Sql.quoted(target(collation.name())), String.join(", ", options));
    }

    public TableName target(CollationDefinition collation) {
        return target(collation.name());
    }
}
