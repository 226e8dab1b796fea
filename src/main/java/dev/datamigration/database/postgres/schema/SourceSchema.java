package dev.datamigration.database.postgres.schema;

import dev.datamigration.database.postgres.schema.definition.AccessRights;
import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.CollationDefinition;
import dev.datamigration.database.postgres.schema.definition.ConstraintDefinition;
import dev.datamigration.database.postgres.schema.definition.DatabaseSetting;
import dev.datamigration.database.postgres.schema.definition.DefaultPrivileges;
import dev.datamigration.database.postgres.schema.definition.ExtensionDefinition;
import dev.datamigration.database.postgres.schema.definition.FunctionDefinition;
import dev.datamigration.database.postgres.schema.definition.IndexDefinition;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.schema.definition.OutsideObject;
import dev.datamigration.database.postgres.schema.definition.PolicyDefinition;
import dev.datamigration.database.postgres.schema.definition.RuleDefinition;
import dev.datamigration.database.postgres.schema.definition.SchemaName;
import dev.datamigration.database.postgres.schema.definition.SequenceDefinition;
import dev.datamigration.database.postgres.schema.definition.StatisticsDefinition;
import dev.datamigration.database.postgres.schema.definition.TableDefinition;
import dev.datamigration.database.postgres.schema.definition.TriggerDefinition;
import dev.datamigration.database.postgres.schema.definition.TypeDefinition;
import dev.datamigration.database.postgres.schema.definition.ViewDefinition;
import dev.datamigration.database.postgres.schema.reader.AccessRightsReader;
import dev.datamigration.database.postgres.schema.reader.CollationReader;
import dev.datamigration.database.postgres.schema.reader.Comments;
import dev.datamigration.database.postgres.schema.reader.ConstraintReader;
import dev.datamigration.database.postgres.schema.reader.DatabaseReader;
import dev.datamigration.database.postgres.schema.reader.DatabaseSettings;
import dev.datamigration.database.postgres.schema.reader.DefaultPrivilegesReader;
import dev.datamigration.database.postgres.schema.reader.FunctionReader;
import dev.datamigration.database.postgres.schema.reader.IndexReader;
import dev.datamigration.database.postgres.schema.reader.MemberGrants;
import dev.datamigration.database.postgres.schema.reader.OutsideObjects;
import dev.datamigration.database.postgres.schema.reader.PolicyReader;
import dev.datamigration.database.postgres.schema.reader.RuleReader;
import dev.datamigration.database.postgres.schema.reader.SequenceReader;
import dev.datamigration.database.postgres.schema.reader.StatisticsReader;
import dev.datamigration.database.postgres.schema.reader.TableReader;
import dev.datamigration.database.postgres.schema.reader.TriggerReader;
import dev.datamigration.database.postgres.schema.reader.TypeReader;
import dev.datamigration.database.postgres.schema.reader.ViewReader;
import dev.datamigration.database.postgres.schema.script.ScriptedDefinition;
import dev.datamigration.database.postgres.schema.script.ScriptedKind;
import dev.datamigration.database.postgres.schema.script.ScriptedReader;
import dev.datamigration.database.postgres.sql.SearchPath;
import dev.datamigration.database.schema.ObjectKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Definitions of everything that is selected, and what is known of the rest of the database. */
public final class SourceSchema {
    private final List<TableDefinition> tables = new ArrayList<>();
    private final List<SequenceDefinition> sequences = new ArrayList<>();
    private final List<IndexDefinition> indexes = new ArrayList<>();
    private final List<ConstraintDefinition> constraints = new ArrayList<>();
    private final List<TypeDefinition> types = new ArrayList<>();
    private final List<CollationDefinition> collations = new ArrayList<>();
    private final List<FunctionDefinition> functions = new ArrayList<>();
    private final List<ViewDefinition> views = new ArrayList<>();
    private final List<TriggerDefinition> triggers = new ArrayList<>();
    private final List<RuleDefinition> rules = new ArrayList<>();
    private final List<PolicyDefinition> policies = new ArrayList<>();
    private final List<StatisticsDefinition> statistics = new ArrayList<>();
    private final List<ScriptedDefinition> scripted = new ArrayList<>();
    private List<DefaultPrivileges> defaultPrivileges = List.of();
    private List<ExtensionDefinition> extensions = List.of();
    private List<SchemaName> schemas = List.of();
    private List<OutsideObject> outside = List.of();
    private List<DatabaseSetting> settings = List.of();
    private Comments comments = new Comments();
    private Map<ObjectId, AccessRights> rights = Map.of();
    private Map<String, List<String>> memberGrants = Map.of();
    private List<AccessRights> largeObjectRights = List.of();

    /** Changes the connection's search path and leaves it empty. */
    public static SourceSchema read(Connection connection, Selection selection, SearchPaths paths) throws SQLException {
        var schema = new SourceSchema();
        var schemas = selection.objects().stream()
                .map(object -> object.name().schema())
                .toList();
        for (var group : paths.groups(schemas)) {
            SearchPath.ofSession(connection, paths.source(group.get(0)));
            schema.readGroup(connection, selection, group);
        }
        SearchPath.ofSession(connection, "");
        schema.readDatabase(connection, selection);
        return schema;
    }

    private void readGroup(Connection connection, Selection selection, Collection<String> schemas) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        Predicate<CatalogObject> here = object -> schemas.contains(object.name().schema());
        var tableOids = oids(selection, here, ObjectKind.Table);
        var viewOids = oids(selection, here, ObjectKind.View, ObjectKind.MaterializedView);
        var relations = new ArrayList<>(tableOids);
        relations.addAll(viewOids);
        relations.addAll(oids(selection, here, ObjectKind.ForeignTable));
        for (var kind : ScriptedKind.values()) {
            scripted.addAll(ScriptedReader.read(connection, version, kind, oids(selection, here, kind.kind())));
        }
        types.addAll(TypeReader.read(connection, version, oids(selection, here, ObjectKind.Type)));
        collations.addAll(CollationReader.read(connection, version, oids(selection, here, ObjectKind.Collation)));
        functions.addAll(FunctionReader.read(
                connection, version, oids(selection, here, ObjectKind.Function, ObjectKind.Procedure)));
        tables.addAll(TableReader.read(connection, version, tableOids));
        sequences.addAll(SequenceReader.read(
                connection, oids(selection, here, ObjectKind.Sequence, ObjectKind.IdentitySequence)));
        indexes.addAll(IndexReader.read(connection, relations));
        constraints.addAll(ConstraintReader.read(connection, tableOids));
        views.addAll(ViewReader.read(connection, version, viewOids));
        triggers.addAll(TriggerReader.read(connection, relations));
        rules.addAll(RuleReader.read(connection, relations));
        policies.addAll(PolicyReader.read(connection, tableOids));
        statistics.addAll(StatisticsReader.read(connection, relations));
    }

    private void readDatabase(Connection connection, Selection selection) throws SQLException {
        extensions = DatabaseReader.extensions(connection);
        schemas = DatabaseReader.schemas(connection);
        outside = OutsideObjects.read(connection);
        settings = DatabaseSettings.read(connection);
        comments = Comments.read(connection);
        rights = AccessRightsReader.read(connection);
        memberGrants = MemberGrants.read(connection);
        largeObjectRights = LargeObjectRights.ofAll(connection);
        defaultPrivileges = DefaultPrivilegesReader.read(connection);
    }

    private static List<Long> oids(Selection selection, Predicate<CatalogObject> here, ObjectKind... kinds) {
        return selection.objects(kinds).stream()
                .filter(here)
                .map(object -> object.id().oid())
                .toList();
    }

    /**
     * Statements of privileges on what extensions and the server brought, by extension, under an empty name those on the
     * server's own.
     */
    public Map<String, List<String>> memberGrants() {
        return memberGrants;
    }

    /** Owners of large objects, and one by one who else has a privilege on any. */
    public List<AccessRights> largeObjectRights() {
        return largeObjectRights;
    }

    public List<TableDefinition> tables() {
        return tables;
    }

    public List<SequenceDefinition> sequences() {
        return sequences;
    }

    public List<IndexDefinition> indexes() {
        return indexes;
    }

    public List<ConstraintDefinition> constraints() {
        return constraints;
    }

    public List<TypeDefinition> types() {
        return types;
    }

    public List<CollationDefinition> collations() {
        return collations;
    }

    public List<FunctionDefinition> functions() {
        return functions;
    }

    public List<ViewDefinition> views() {
        return views;
    }

    public List<TriggerDefinition> triggers() {
        return triggers;
    }

    public List<RuleDefinition> rules() {
        return rules;
    }

    public List<PolicyDefinition> policies() {
        return policies;
    }

    public List<StatisticsDefinition> statistics() {
        return statistics;
    }

    /** Aggregates, operators, casts and whatever else the catalog gives almost word for word. */
    public List<ScriptedDefinition> scripted() {
        return scripted;
    }

    /** Of every role, in every schema. */
    public List<DefaultPrivileges> defaultPrivileges() {
        return defaultPrivileges;
    }

    /** All of the database. */
    public List<ExtensionDefinition> extensions() {
        return extensions;
    }

    /** Schemas of the database, those without objects among them. */
    public List<SchemaName> schemas() {
        return schemas;
    }

    /** Returns what lives in no schema and is not carried. */
    public List<OutsideObject> outside() {
        return outside;
    }

    /** Returns what is set on the database itself. */
    public List<DatabaseSetting> settings() {
        return settings;
    }

    public Comments comments() {
        return comments;
    }

    /** Owners and privileges, of objects that are not selected as well. */
    public Map<ObjectId, AccessRights> rights() {
        return rights;
    }
}
