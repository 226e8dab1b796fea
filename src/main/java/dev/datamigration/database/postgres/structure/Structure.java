package dev.datamigration.database.postgres.structure;

import dev.datamigration.database.postgres.sql.SearchPath;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The structure of one database as its catalog has it: what a selection means, and all that belongs to it. */
public final class Structure {
    private static final int ATTRIBUTES_FROM = 7;
    private static final int FETCHED = 10_000;

    private final Map<StructurePart.Key, StructurePart> parts = new LinkedHashMap<>();
    private final int version;

    private Structure(int version) {
        this.version = version;
    }

    /**
     * Reads it in one transaction, which is rolled back; the connection must be in autocommit mode.
     *
     * @param searchPath under which definitions are printed, see {@code SearchPaths}
     */
    public static Structure read(Connection connection, ObjectFilter filter, String searchPath) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            SearchPath.ofTransaction(connection, searchPath);
            var structure = new Structure(connection.getMetaData().getDatabaseMajorVersion());
            structure.fill(connection, filter);
            return structure;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    private void fill(Connection connection, ObjectFilter filter) throws SQLException {
        var relations = relations(connection, filter);
        for (var kind : StructureKind.values()) {
            var byName = switch (kind) {
                case Type, Sequence, Function -> true;
                default -> false;
            };
            read(
                    connection,
                    kind,
                    byName ? null : relations,
                    part -> !byName || filter.includes(part.key().object()) || part.ofRelation(relations));
        }
    }

    /** A part as it is read, with the table that a sequence is owned by. */
    private record Row(StructurePart part, long relation) {
        StructurePart.Key key() {
            return part.key();
        }

        boolean ofRelation(Set<Long> relations) {
            return relations.contains(relation);
        }
    }

    private static Set<Long> relations(Connection connection, ObjectFilter filter) throws SQLException {
        return SqlStatement.of(connection, StructureSql.RELATIONS)
                .list(row -> isSelected(row, filter) ? Optional.of(row.getLong("oid")) : Optional.<Long>empty())
                .stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** By its own name, or by that of the table whose partition it is. */
    private static boolean isSelected(ResultSet row, ObjectFilter filter) throws SQLException {
        var root = row.getString("root_name");
        return filter.includes(new TableName(row.getString("nspname"), row.getString("relname")))
                || root != null && filter.includes(new TableName(row.getString("root_schema"), root));
    }

    private void read(Connection connection, StructureKind kind, Collection<Long> relations, Predicate<Row> selected)
            throws SQLException {
        var query = SqlStatement.of(connection, StructureSql.of(kind, version));
        (relations == null ? query : query.with(SqlStatement.array("oid", relations))).each(FETCHED, row -> {
            var found = row(kind, row);
            if (selected.test(found)) {
                parts.put(found.key(), found.part());
            }
        });
    }

    private static Row row(StructureKind kind, ResultSet row) throws SQLException {
        var values = new ArrayList<String>();
        for (var i = 0; i < kind.attributes().size(); i++) {
            values.add(row.getString(ATTRIBUTES_FROM + i));
        }
        var object = new TableName(row.getString(4), row.getString(5));
        return new Row(
                new StructurePart(
                        new StructurePart.Key(kind, object, row.getString(6)),
                        row.getLong(2),
                        row.getInt(3),
                        Collections.unmodifiableList(values)),
                row.getLong(1));
    }

    /** In the order of kinds. */
    public Collection<StructurePart> parts() {
        return parts.values();
    }

    /** A part by what it is told by, or null. */
    public StructurePart part(StructurePart.Key key) {
        return parts.get(key);
    }

    /** The server's major version. */
    public int version() {
        return version;
    }
}
