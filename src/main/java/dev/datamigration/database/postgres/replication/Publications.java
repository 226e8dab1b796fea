package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Publications: which tables' changes the server sends. One must exist before the slot that it is used with: the server
 * looks it up as of the change it decodes.
 */
public final class Publications {
    private static final String OPTIONS =
            "publish = 'insert, update, delete, truncate', publish_via_partition_root = false";

    /**
     * From version 18 on the server refuses every UPDATE and DELETE of a published table with replica identity FULL that has
     * stored generated columns, unless these are published.
     */
    private static final int REFUSES_COMPUTED_SINCE = 18;

    /**
     * Most tables that one statement names: the server keeps a lock or two on each until it ends, of which it has {@code
     * max_locks_per_transaction} (64 where nobody changed it) for each connection that it allows.
     */
    private static final int MOST_AT_ONCE = 500;

    private static final String PUBLISH_COMPUTED = "publish_generated_columns = stored";

    private static final String MUST_PUBLISH_COMPUTED = """
            SELECT EXISTS (
              SELECT 1 FROM pg_catalog.unnest(?::pg_catalog.text[]) AS name
                CROSS JOIN LATERAL (
                     SELECT pg_catalog.to_regclass(name)::pg_catalog.oid AS oid
                     UNION ALL
                     SELECT relid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(name))) AS t
                JOIN pg_catalog.pg_class c ON c.oid = t.oid AND c.relreplident = 'f'
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attgenerated = 's' AND NOT a.attisdropped)
            """;

    private Publications() {}

    /**
     * Makes the publication hold exactly these tables.
     *
     * @param connection in autocommit mode
     * @param tables ordinary tables, without the tables that inherit from them, and partitioned tables, which stand for
     *     all their partitions; permanent ones only
     */
    public static void ensure(Connection connection, String name, Collection<TableName> tables) throws SQLException {
        var wanted = new TreeSet<>(tables);
        var computed = mustPublishComputed(connection, wanted);
        if (!exists(connection, name)) {
            var first = wanted.stream().limit(MOST_AT_ONCE).toList();
            execute(
                    connection,
                    "CREATE PUBLICATION " + Sql.identifier(name)
                            + (first.isEmpty() ? "" : " FOR TABLE " + list(first))
                            + " WITH (" + OPTIONS + (computed ? ", " + PUBLISH_COMPUTED : "") + ")");
        } else if (computed) {
            execute(connection, "ALTER PUBLICATION " + Sql.identifier(name) + " SET (" + PUBLISH_COMPUTED + ")");
        }
        var present = tables(connection, name);
        alter(connection, name, "ADD", without(wanted, present));
        alter(connection, name, "DROP", without(present, wanted));
    }

    private static boolean mustPublishComputed(Connection connection, Collection<TableName> tables)
            throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < REFUSES_COMPUTED_SINCE) {
            return false;
        }
        return SqlStatement.of(connection, MUST_PUBLISH_COMPUTED)
                .with(SqlStatement.array(
                        "text", tables.stream().map(Sql::quoted).toList()))
                .isTrue();
    }

    /** Adds a table to a publication that is there and does not have it yet. */
    public static void add(Connection connection, String name, TableName table) throws SQLException {
        if (exists(connection, name) && !tables(connection, name).contains(table)) {
            alter(connection, name, "ADD", List.of(table));
        }
    }

    /**
     * Adds those that it does not have to a publication that is there.
     *
     * @return whether it sends generated columns from now on, and did not before
     */
    static boolean add(Connection connection, String name, Collection<TableName> tables) throws SQLException {
        var computed = mustPublishComputed(connection, tables) && !publishesComputed(connection, name);
        if (computed) {
            execute(connection, "ALTER PUBLICATION " + Sql.identifier(name) + " SET (" + PUBLISH_COMPUTED + ")");
        }
        alter(connection, name, "ADD", without(Set.copyOf(tables), tables(connection, name)));
        return computed;
    }

    private static boolean publishesComputed(Connection connection, String name) throws SQLException {
        return SqlStatement.of(
                        connection, "SELECT 1 FROM pg_catalog.pg_publication WHERE pubgencols = 's' AND pubname = ?")
                .with(name)
                .exists();
    }

    /** OIDs of all that hold rows whose changes it sends. */
    static List<Long> holders(Connection connection, String name) throws SQLException {
        return exists(connection, name)
                ? SqlStatement.of(connection, """
                                SELECT c.oid FROM pg_catalog.pg_publication_tables p
                                  JOIN pg_catalog.pg_namespace n ON n.nspname = p.schemaname
                                  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
                                 WHERE p.pubname = ?
                                """).with(name).list(row -> row.getLong(1))
                : List.of();
    }

    /** Takes a table out of a publication, if there are these. */
    public static void remove(Connection connection, String name, TableName table) throws SQLException {
        if (tables(connection, name).contains(table)) {
            alter(connection, name, "DROP", List.of(table));
        }
    }

    /** Drops it if it is there; one of very many tables loses most of them first. */
    public static void drop(Connection connection, String name) throws SQLException {
        var present = List.copyOf(tables(connection, name));
        alter(connection, name, "DROP", present.subList(Math.min(MOST_AT_ONCE, present.size()), present.size()));
        execute(connection, "DROP PUBLICATION IF EXISTS " + Sql.identifier(name));
    }

    public static boolean exists(Connection connection, String name) throws SQLException {
        return SqlStatement.of(connection, "SELECT 1 FROM pg_catalog.pg_publication WHERE pubname = ?")
                .with(name)
                .exists();
    }

    static Set<TableName> tables(Connection connection, String name) throws SQLException {
        return new TreeSet<>(SqlStatement.of(connection, """
                        SELECT n.nspname, c.relname
                          FROM pg_catalog.pg_publication p
                          JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid
                          JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
                          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                         WHERE p.pubname = ?
                        """)
                .with(name)
                .list(row -> new TableName(row.getString(1), row.getString(2))));
    }

    private static List<TableName> without(Set<TableName> tables, Set<TableName> others) {
        var rest = new HashSet<>(tables);
        rest.removeAll(others);
        return rest.stream().sorted().toList();
    }

    private static void alter(Connection connection, String name, String verb, List<TableName> tables)
            throws SQLException {
        for (var from = 0; from < tables.size(); from += MOST_AT_ONCE) {
            var some = tables.subList(from, Math.min(from + MOST_AT_ONCE, tables.size()));
            execute(connection, "ALTER PUBLICATION " + Sql.identifier(name) + " " + verb + " TABLE " + list(some));
        }
    }

    private static String list(Collection<TableName> tables) {
        return tables.stream().map(table -> "ONLY " + Sql.quoted(table)).collect(Collectors.joining(", "));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        SqlStatement.execute(connection, "SET client_min_messages = warning");
        SqlStatement.execute(connection, sql);
    }
}
