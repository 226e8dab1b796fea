package dev.datamigration.database.postgres.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Definitions of everything that is selected. */
public final class SourceSchema {
    private final List<TableDefinition> tables = new ArrayList<>();
    private final List<SequenceDefinition> sequences = new ArrayList<>();
    private final List<IndexDefinition> indexes = new ArrayList<>();
    private final List<ConstraintDefinition> constraints = new ArrayList<>();

    /** Changes the connection's search path and leaves it empty. */
    public static SourceSchema read(Connection connection, Selection selection, SearchPaths paths) throws SQLException {
        var schema = new SourceSchema();
        var schemas = selection.objects().stream()
                .map(object -> object.name().schema())
                .toList();
        for (var group : paths.groups(schemas)) {
            setSearchPath(connection, paths.source(group.get(0)));
            schema.readGroup(connection, selection, group);
        }
        setSearchPath(connection, "");
        return schema;
    }

    private void readGroup(Connection connection, Selection selection, Collection<String> schemas) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        Predicate<CatalogObject> here = object -> schemas.contains(object.name().schema());
        var tableOids = oids(selection, here, ObjectKind.Table);
        tables.addAll(TableReader.read(connection, version, tableOids));
        sequences.addAll(SequenceReader.read(
                connection, oids(selection, here, ObjectKind.Sequence, ObjectKind.IdentitySequence)));
        indexes.addAll(
                IndexReader.read(connection, oids(selection, here, ObjectKind.Table, ObjectKind.MaterializedView)));
        constraints.addAll(ConstraintReader.read(connection, tableOids));
    }

    private static List<Long> oids(Selection selection, Predicate<CatalogObject> here, ObjectKind... kinds) {
        return selection.objects(kinds).stream()
                .filter(here)
                .map(object -> object.id().oid())
                .toList();
    }

    private static void setSearchPath(Connection connection, String path) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
            statement.setString(1, path);
            statement.execute();
        }
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
}
