package dev.datamigration.database.postgres.load;

import dev.datamigration.api.Side;
import dev.datamigration.database.load.TableRemoval;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.util.PSQLException;

/** Tables of PostgreSQL that are dropped. */
public final class PostgresTableRemoval implements TableRemoval {
    private static final String DEPENDENT_OBJECTS_STILL_EXIST = "2BP01";

    private static final String PRESENT = """
            SELECT named.s, named.t
              FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) named(s, t)
              JOIN pg_catalog.pg_namespace n ON n.nspname = named.s
              JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = named.t
            """;

    private static final String LEAVING = """
            WITH leaving AS (
              SELECT c.oid
                FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) named(s, t)
                JOIN pg_catalog.pg_namespace n ON n.nspname = named.s
                JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = named.t)
            """;

    /** Those of partitions come with their parent's. */
    private static final String REFERENCES = LEAVING + """
            SELECT DISTINCT pg_catalog.format('%s of %s to %s', con.conname, con.conrelid::pg_catalog.regclass,
                                              con.confrelid::pg_catalog.regclass)
              FROM pg_catalog.pg_constraint con
             WHERE con.contype = 'f' AND con.confrelid IN (SELECT oid FROM leaving)
               AND con.conrelid NOT IN (SELECT oid FROM leaving)
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_partition_tree(con.conrelid) part
                                WHERE part.isleaf AND part.relid <> con.conrelid
                                HAVING bool_and(part.relid IN (SELECT oid FROM leaving)))
             ORDER BY 1
            """;

    private static final String EMPTY_PARENTS = LEAVING + """
            SELECT DISTINCT n.nspname, c.relname
              FROM leaving
              JOIN LATERAL pg_catalog.pg_partition_ancestors(leaving.oid) above ON above.relid <> leaving.oid
              JOIN pg_catalog.pg_class c ON c.oid = above.relid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_partition_tree(above.relid) part
                                WHERE part.isleaf AND part.relid NOT IN (SELECT oid FROM leaving))
            """;

    @Override
    public Set<TableName> present(Connection connection, Collection<TableName> names) throws SQLException {
        return new TreeSet<>(named(connection, PRESENT, names));
    }

    @Override
    public List<String> references(Connection connection, Collection<TableName> tables) throws SQLException {
        return SqlStatement.of(connection, REFERENCES)
                .with(SqlStatement.schemas(tables), SqlStatement.names(tables))
                .list(row -> row.getString(1));
    }

    @Override
    public void drop(Connection connection, Collection<TableName> tables) throws SQLException {
        try {
            drop(connection, tables, "");
        } catch (PSQLException e) {
            if (DEPENDENT_OBJECTS_STILL_EXIST.equals(e.getSQLState())) {
                throw needed(e);
            }
            throw e;
        }
    }

    @Override
    public void dropWithDependents(Connection connection, Collection<TableName> tables) throws SQLException {
        drop(connection, tables, " CASCADE");
    }

    private static void drop(Connection connection, Collection<TableName> tables, String dependents)
            throws SQLException {
        var all = new TreeSet<>(tables);
        all.addAll(named(connection, EMPTY_PARENTS, tables));
        if (!all.isEmpty()) {
            var names = String.join(", ", all.stream().map(Sql::quoted).toList());
            SqlStatement.execute(connection, "SET LOCAL client_min_messages = warning");
            SqlStatement.execute(connection, "DROP TABLE IF EXISTS " + names + dependents);
        }
    }

    private static List<TableName> named(Connection connection, String query, Collection<TableName> names)
            throws SQLException {
        return SqlStatement.of(connection, query)
                .with(SqlStatement.schemas(names), SqlStatement.names(names))
                .list(row -> new TableName(row.getString(1), row.getString(2)));
    }

    private static FailureException needed(PSQLException error) {
        var detail = error.getServerErrorMessage() == null
                ? error.getMessage()
                : error.getServerErrorMessage().getDetail();
        return new FailureException(
                new Failure(
                        FailureCode.TableNeeded,
                        Side.Target,
                        "Tables that are to be removed cannot be dropped on the target, since other objects there need them: %s."
                                .formatted(detail),
                        "Drop these objects on the target, or have the tables left there, or put spec.objects back; then try again."));
    }
}
