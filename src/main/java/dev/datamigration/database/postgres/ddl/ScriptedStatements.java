package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.script.ScriptedDefinition;
import dev.datamigration.database.postgres.schema.script.ScriptedKind;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements of objects that the catalog gives almost word for word. */
public final class ScriptedStatements {
    private final TargetObjectNames names;

    public ScriptedStatements(TargetObjectNames names) {
        this.names = names;
    }

    public List<String> create(ScriptedDefinition object) {
        var statements = new ArrayList<String>();
        statements.add("CREATE " + object.create() + spaced(object) + object.tail());
        object.alterations().forEach(change -> statements.add("ALTER " + named(object) + change));
        return statements;
    }

    /** As COMMENT ON and ALTER name it. */
    public String named(ScriptedDefinition object) {
        return object.kind().words() + spaced(object) + object.arguments();
    }

    /** A base type by its name alone, which its functions need before it can be made. */
    public String createShell(ScriptedDefinition type) {
        return "CREATE " + named(type);
    }

    /** Returns whether the target has a type of that name, a shell too. */
    public String shellExists(ScriptedDefinition type) {
        return Existence.shellType(target(type));
    }

    public String exists(ScriptedDefinition object) {
        if (object.kind() == ScriptedKind.BaseType) {
            return object.isShell() ? shellExists(object) : Existence.type(target(object));
        }
        return "SELECT " + oid(object) + " IS NOT NULL";
    }

    /** Owner and privileges; not for what belongs to nobody, as casts do. */
    public SecuredObject secured(ScriptedDefinition object) {
        return new SecuredObject(
                named(object),
                granted(object),
                "(SELECT %s FROM pg_catalog.%s WHERE oid = %s)"
                        .formatted(object.kind().ownerColumn(), object.id().catalog(), oid(object)));
    }

    private String granted(ScriptedDefinition object) {
        return switch (object.kind()) {
            case Aggregate -> "ROUTINE%s(%s)".formatted(spaced(object), String.join(", ", object.details()));
            case ForeignTable -> "TABLE" + spaced(object);
            case Server -> "FOREIGN SERVER" + spaced(object);
            case BaseType -> object.isShell() ? null : named(object);
            case Wrapper, Language -> object.kind().words() + spaced(object);
            default -> null;
        };
    }

    /** An expression that is null, or fails, if it is not there. */
    private String oid(ScriptedDefinition object) {
        var target = target(object);
        if (object.kind() == ScriptedKind.Operator) {
            return "pg_catalog.to_regoperator(%s)"
                    .formatted(Sql.literal("%s.%s(%s)"
                            .formatted(
                                    Sql.identifier(target.schema()),
                                    target.table(),
                                    String.join(", ", object.details()))));
        }
        if (object.kind() == ScriptedKind.BaseType) {
            return "(SELECT oid FROM pg_catalog.pg_type WHERE typname = %s AND typnamespace = pg_catalog.to_regnamespace(%s))"
                    .formatted(Sql.literal(target.table()), Sql.literal(Sql.identifier(target.schema())));
        }
        var named = object.name().schema().isEmpty()
                ? Stream.of(target.table())
                : Stream.of(target.schema(), target.table());
        var isOfMethod = object.kind() == ScriptedKind.OperatorClass || object.kind() == ScriptedKind.OperatorFamily;
        var parts = isOfMethod ? Stream.concat(object.details().stream(), named) : named;
        var whole = object.kind() == ScriptedKind.Cast || object.kind() == ScriptedKind.Transform
                ? Stream.of(source(object))
                : parts;
        return "(pg_catalog.pg_get_object_address(%s, %s, %s)).objid"
                .formatted(
                        Sql.literal(object.kind().address()),
                        array(whole),
                        array(hasArguments(object, isOfMethod) ? object.details().stream() : Stream.empty()));
    }

    private static boolean hasArguments(ScriptedDefinition object, boolean isOfMethod) {
        return !isOfMethod && object.kind() != ScriptedKind.EventTrigger;
    }

    /** The type that a cast or transform is about, between the parenthesis or keyword and the next keyword. */
    private static String source(ScriptedDefinition object) {
        var pair = object.arguments();
        return object.kind() == ScriptedKind.Cast
                ? pair.substring(1, pair.length() - object.details().get(0).length() - " AS )".length())
                : pair.substring("FOR ".length(), pair.lastIndexOf(" LANGUAGE "));
    }

    private static String array(Stream<String> texts) {
        return "ARRAY[" + texts.map(Sql::literal).collect(Collectors.joining(", ")) + "]::text[]";
    }

    private String spaced(ScriptedDefinition object) {
        var name = target(object);
        if (object.name().table().isEmpty()) {
            return " ";
        }
        if (object.name().schema().isEmpty()) {
            return " " + Sql.identifier(name.table());
        }
        return object.kind() == ScriptedKind.Operator
                ? " " + Sql.identifier(name.schema()) + "." + name.table()
                : " " + Sql.quoted(name);
    }

    private TableName target(ScriptedDefinition object) {
        if (object.kind() == ScriptedKind.ForeignTable) {
            return names.relation(object.id().oid());
        }
        return object.name().schema().isEmpty()
                ? object.name()
                : new TableName(
                        names.schema(object.name().schema()), object.name().table());
    }
}
