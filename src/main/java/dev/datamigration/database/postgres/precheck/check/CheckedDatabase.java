package dev.datamigration.database.postgres.precheck.check;

import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.postgres.connection.PostgresFailures;
import dev.datamigration.database.postgres.connection.TablesOnly;
import dev.datamigration.database.postgres.session.Blockers;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.session.Blocker;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * One database under examination, through one connection in autocommit mode. All its methods throw a
 * {@link FailureException} that names this database if it does not answer.
 */
public final class CheckedDatabase {
    private final DatabaseAccess access;
    private final Connection connection;

    public CheckedDatabase(DatabaseAccess access, Connection connection) {
        this.access = access;
        this.connection = connection;
    }

    public DatabaseAccess access() {
        return access;
    }

    public Connection connection() {
        return connection;
    }

    /** The account, quoted for SQL. */
    public String user() {
        return Sql.identifier(access.user());
    }

    /**
     * Transactions of the whole server that a replication slot made now would wait for, the oldest first; those of the
     * migration tasks included.
     *
     * @param seconds for how long they have been open at least, as far as that can be seen
     */
    public List<Blocker> blockersOfNewSlot(int seconds) {
        return ask(connection -> Blockers.ofNewSlot(connection, "", seconds));
    }

    /** Returns what the database says to something else than a query. */
    public <T> T ask(Question<T> question) {
        try {
            return question.ask(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Every row of a query; parameters are bound in order, collections of numbers as {@code oid[]}. */
    public <T> List<T> list(String sql, SqlStatement.RowReader<T> reader, Object... parameters) {
        return ask(connection ->
                SqlStatement.of(connection, sql).with(bound(parameters)).list(reader));
    }

    /** The only row of a query. */
    public <T> T one(String sql, SqlStatement.RowReader<T> reader, Object... parameters) {
        return list(sql, reader, parameters).get(0);
    }

    /** The only value of a query. */
    public String text(String sql, Object... parameters) {
        return one(sql, row -> row.getString(1), parameters);
    }

    /** The only value of a query. */
    public long number(String sql, Object... parameters) {
        return one(sql, row -> row.getLong(1), parameters);
    }

    /** The only value of a query. */
    public boolean isTrue(String sql, Object... parameters) {
        return one(sql, row -> row.getBoolean(1), parameters);
    }

    public int majorVersion() {
        return (int) number("SELECT pg_catalog.current_setting('server_version_num')::int / 10000");
    }

    /** Tries a statement in a transaction that is rolled back: whether the account has the privilege. */
    public boolean permits(String statement) {
        try {
            return ask(connection -> {
                connection.setAutoCommit(false);
                try {
                    SqlStatement.execute(connection, statement);
                    return true;
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            });
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.PrivilegeMissing) {
                return false;
            }
            throw e;
        }
    }

    /** From now on it is asked for rows of tables alone. */
    public void readTablesOnly() {
        ask(connection -> {
            TablesOnly.read(connection);
            return null;
        });
    }

    /** Sets the longest time a statement may take from now on; 0 is without limit. */
    public void limitStatements(int seconds) {
        run("SET statement_timeout = '" + seconds + "s'");
    }

    /** Runs a statement whose result does not matter. */
    public void run(String sql) {
        ask(connection -> {
            SqlStatement.execute(connection, sql);
            return null;
        });
    }

    private static Object[] bound(Object... parameters) {
        return Stream.of(parameters)
                .map(parameter -> parameter instanceof List<?> oids ? SqlStatement.array("oid", oids) : parameter)
                .toArray();
    }

    /** Whatever was found holds of a server that is still there. */
    public void confirm() {
        number("SELECT 1");
    }

    public FailureException failure(SQLException error) {
        return PostgresFailures.of(error, access, "asking for the precheck");
    }

    /** Asks over a connection. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }
}
