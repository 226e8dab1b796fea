package dev.datamigration.database.postgres.switchover;

import dev.datamigration.database.postgres.catalog.TableExtent;
import dev.datamigration.database.postgres.connection.ReplicaRole;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.privilege.UntrustedTables;
import dev.datamigration.database.postgres.schema.TableCode;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.DataTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.postgresql.util.PSQLException;

/**
 * Deletes one row of a table, inserts it again and updates it, then rolls back. A row that somebody holds is not waited
 * for: another one is taken. Code that the table's owner chose is not run: an account that may do more must not lend its
 * rights to it. What it proves does not depend on the row it meets: one that a constraint refuses today, as it may where the
 * constraint is NOT VALID, or that a trigger raises for, is left alone.
 */
public final class WriteTrial {
    /** The table's lock conflicts with none but those of DDL. */
    private static final String SESSION =
            ReplicaRole.OF_TRANSACTION + "; SET LOCAL lock_timeout = '1s'; SET LOCAL statement_timeout = '10s'";

    /** Says what was tried. */
    public enum Outcome {
        /** A row was written; the statements ran without one where the table is empty. */
        Written,
        /** The statements ran without a row, because a constraint or trigger of the table refused the one that was tried. */
        WrittenWithoutRow,
        /** Writing would run code of others that gains by it, so the privileges were asked and no more. */
        OnlyAsked
    }

    /** Class of SQLSTATEs, as PostgreSQL's documentation lists them in appendix A. */
    private static final String CONSTRAINT_VIOLATED = "23";

    private final CheckedDatabase database;
    private final DataTable table;

    public WriteTrial(CheckedDatabase database, DataTable table) {
        this.database = database;
        this.table = table;
    }

    /**
     * Tries it as far as that may be.
     *
     * @throws dev.datamigration.failure.FailureException as the server says
     */
    public Outcome run() {
        var connection = database.connection();
        try {
            connection.setAutoCommit(false);
            try {
                SqlStatement.execute(connection, SESSION);
                // from here on nobody can add code to the table
                SqlStatement.execute(
                        connection,
                        "LOCK TABLE %s IN ROW EXCLUSIVE MODE"
                                .formatted(TableExtent.of(table).sql()));
                var trusted = UntrustedTables.of(database, table.relations(), TableCode.Use.Writing)
                        .isEmpty();
                var outcome = trusted ? write(connection) : Outcome.OnlyAsked;
                requirePrivileges(connection);
                return outcome;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private Outcome write(Connection connection) throws SQLException {
        var before = connection.setSavepoint();
        try {
            write(connection, anyRow());
            return Outcome.Written;
        } catch (SQLException e) {
            if (!isOfTheRow(e)) {
                throw e;
            }
            connection.rollback(before);
            write(connection, "false");
            return Outcome.WrittenWithoutRow;
        }
    }

    /** The ctid finds it, the partition makes sure that it is that one. */
    private String anyRow() {
        var ctid = isOfOneRow("ctid");
        return table.inPartitions() ? ctid + " AND " + isOfOneRow("tableoid") : ctid;
    }

    private String isOfOneRow(String column) {
        return "%1$s = (SELECT %1$s FROM %2$s LIMIT 1 FOR UPDATE SKIP LOCKED)"
                .formatted(column, TableExtent.of(table).sql());
    }

    /** Returns whether a constraint refused it, or the error comes out of a function, which knows a row only. */
    private static boolean isOfTheRow(SQLException error) {
        var message = error instanceof PSQLException e ? e.getServerErrorMessage() : null;
        return error.getSQLState() != null && error.getSQLState().startsWith(CONSTRAINT_VIOLATED)
                || message != null && message.getWhere() != null;
    }

    /** @param row condition that one row fulfils, or none */
    private void write(Connection connection, String row) throws SQLException {
        var name = Sql.quoted(table.name());
        var rows = TableExtent.of(table).sql();
        var columns = Sql.identifiers(table.copiedColumnNames());
        if (columns.isEmpty()) {
            SqlStatement.execute(connection, "DELETE FROM %s WHERE false".formatted(rows));
            return;
        }
        // a row may be inserted again in the statement that deletes it: its old version counts as dead by then
        SqlStatement.execute(
                connection,
                "WITH gone AS (DELETE FROM %s WHERE %s RETURNING %s) INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT * FROM gone"
                        .formatted(rows, row, columns, name, columns));
        var column = table.copiedColumns().stream()
                .filter(any -> !any.identityAlways())
                .findFirst();
        if (column.isPresent()) {
            var quoted = Sql.identifier(column.get().name());
            SqlStatement.execute(connection, "UPDATE %s SET %s = %s WHERE %s".formatted(rows, quoted, quoted, row));
        }
    }

    /** TRUNCATE would lock everybody out, so of it only the privilege is asked. */
    private void requirePrivileges(Connection connection) throws SQLException {
        for (var privilege : List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")) {
            var held = SqlStatement.of(
                            connection,
                            "SELECT pg_catalog.has_table_privilege(%d, '%s')".formatted(table.oid(), privilege))
                    .isTrue();
            if (!held) {
                throw new SQLException(
                        "permission denied to %s %s".formatted(privilege.toLowerCase(Locale.ROOT), table.name()),
                        "42501");
            }
        }
    }
}
