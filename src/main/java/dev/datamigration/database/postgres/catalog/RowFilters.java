package dev.datamigration.database.postgres.catalog;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.selection.RowCondition;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.RowFilter;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Lets a server say whether a condition gives the same of a row for ever, and what it means by it: as the predicate of an index on an
 * empty temporary table like the one that is meant. Of those the server refuses subqueries, aggregates, functions that return sets,
 * parameters, columns of the system and whatever is not immutable. What is used from here on is what it prints of the predicate. All is
 * rolled back.
 */
public final class RowFilters {
    /** What depends on when it was read: a constant from then on, and another one next time. */
    private static final Pattern MOMENT =
            Pattern.compile("\\b(now|today|tomorrow|yesterday)\\b", Pattern.CASE_INSENSITIVE);

    /** What is nobody's row and nobody's privilege, but an error in what was asked. */
    private static final Set<String> CLASSES_OF_REFUSALS = Set.of("0A", "22", "42", "54");

    private static final String PRIVILEGE = "42501";

    /** What a time or a date is read as does not depend on who asks. */
    private static final String FIXED =
            "SET LOCAL search_path = ''; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, MDY';"
                    + " SET LOCAL IntervalStyle = 'postgres'; ";

    /** What the plan of a query says that can give no row. */
    private static final String NO_ROW = "One-Time Filter: false";

    private static final String PRINTED =
            "SELECT coalesce(pg_catalog.pg_get_expr(indpred, indrelid), 'true') FROM pg_catalog.pg_index WHERE indexrelid = ?::pg_catalog.regclass";

    private static final String COLUMNS = """
            SELECT DISTINCT d.refobjsubid, a.attname,
                   pg_catalog.format_type(a.atttypid, -1)
                   || CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
                           THEN pg_catalog.format(' COLLATE %I.%I', n.nspname, c.collname) ELSE '' END AS type
              FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid
                   AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = i.indrelid AND d.refobjsubid <> 0
              JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
              JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
              LEFT JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation
              LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
             WHERE i.indexrelid = ?::pg_catalog.regclass
            """;

    /** What somebody has made, or brought with an extension; the labels of enums are constants, and compared by the server's own functions. */
    private static final String FOREIGN = """
            SELECT pg_catalog.pg_describe_object(d.refclassid, d.refobjid, 0)
              FROM pg_catalog.pg_depend d
             WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = ?::pg_catalog.regclass
               AND d.refclassid <> 'pg_catalog.pg_class'::pg_catalog.regclass
               AND d.refclassid <> 'pg_catalog.pg_collation'::pg_catalog.regclass
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
                                WHERE d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND t.oid = d.refobjid
                                  AND 'e' IN (t.typtype, e.typtype))
             ORDER BY 1
            """;

    private RowFilters() {}

    /** What became of a condition. */
    public sealed interface Proof {
        record Proved(RowFilter filter) implements Proof {}

        /** @param reason goes on with the condition as its subject */
        record Refused(String reason) implements Proof {}
    }

    /**
     * As {@link #prove}, where the precheck has found it proved.
     *
     * @throws FailureException if it is not any more
     */
    public static RowFilter of(Connection connection, Side side, DataTable table, RowCondition condition)
            throws SQLException {
        return proved(side, table.name(), prove(connection, table, condition));
    }

    private static RowFilter proved(Side side, TableName table, Proof proof) {
        if (proof instanceof Proof.Refused refused) {
            throw new FailureException(new Failure(
                    side == Side.Source ? FailureCode.SourceSchemaChanged : FailureCode.TargetSchemaChanged,
                    side,
                    "The condition of spec.objects.rows for table %s on the %s %s."
                            .formatted(table, side.name().toLowerCase(Locale.ROOT), refused.reason()),
                    "Undo what was changed of the table since the precheck and resume, or end this task and start a new one"
                            + " with another condition and empty tables on the target."));
        }
        return ((Proof.Proved) proof).filter();
    }

    /** @param table of this server */
    public static Proof prove(Connection connection, DataTable table, RowCondition condition) throws SQLException {
        return prove(connection, table.name(), table.copiedColumnNames(), condition);
    }

    /**
     * The rows of the target's table that are those of a table of the source, which is meant in part.
     *
     * @throws FailureException if the condition means nothing there any more
     */
    public static RowFilter onTarget(Connection connection, DataTable table) throws SQLException {
        var proof = prove(
                connection,
                table.target(),
                table.copiedColumnNames(),
                new RowCondition(table.rows().written()));
        return proved(Side.Target, table.target(), proof);
    }

    private static Proof prove(Connection connection, TableName table, List<String> copied, RowCondition condition)
            throws SQLException {
        var defect = condition.defect();
        return defect.isPresent()
                ? new Proof.Refused(defect.get())
                : tried(connection, () -> proved(connection, table, copied, condition));
    }

    /**
     * Returns whether the server sees that two conditions are never both true: that no row of the table is meant by both.
     *
     * @param table of this server
     */
    public static boolean exclude(Connection connection, TableName table, RowCondition one, RowCondition other)
            throws SQLException {
        if (one.defect().isPresent() || other.defect().isPresent()) {
            return false;
        }
        var answer = tried(connection, () -> {
            var name = likeTable(connection, table);
            SqlStatement.execute(connection, "SET LOCAL constraint_exclusion = on");
            var plan = SqlStatement.of(
                            connection,
                            "EXPLAIN (COSTS off) SELECT FROM %s WHERE (%s\n) AND (%s\n)"
                                    .formatted(name, one.text(), other.text()))
                    .list(row -> row.getString(1));
            return new Proof.Refused(String.join(" ", plan));
        });
        return ((Proof.Refused) answer).reason().contains(NO_ROW);
    }

    private static Proof tried(Connection connection, Trial trial) throws SQLException {
        var automatic = connection.getAutoCommit();
        if (automatic) {
            connection.setAutoCommit(false);
        }
        try {
            var before = connection.setSavepoint();
            try {
                return trial.run();
            } catch (SQLException e) {
                return refused(e).orElseThrow(() -> e);
            } finally {
                connection.rollback(before);
            }
        } finally {
            if (automatic) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @FunctionalInterface
    private interface Trial {
        Proof run() throws SQLException;
    }

    /** A temporary table that nobody can name in a condition, until the transaction is rolled back. */
    private static String likeTable(Connection connection, TableName table) throws SQLException {
        var name = "pg_temp." + Sql.identifier("rows " + UUID.randomUUID());
        SqlStatement.execute(
                connection, FIXED + "CREATE TEMPORARY TABLE %s (LIKE %s)".formatted(name, Sql.quoted(table)));
        return name;
    }

    private static Proof proved(Connection connection, TableName table, List<String> copied, RowCondition condition)
            throws SQLException {
        var name = likeTable(connection, table);
        var index = Sql.identifier("rows " + UUID.randomUUID());
        SqlStatement.execute(
                connection, "CREATE INDEX %s ON %s ((1)) WHERE (%s\n)".formatted(index, name, condition.text()));
        var printed =
                SqlStatement.of(connection, PRINTED).with("pg_temp." + index).one(row -> row.getString(1));
        var columns = SqlStatement.of(connection, COLUMNS)
                .with("pg_temp." + index)
                .map(row -> new SimpleEntry<>(row.getString("attname"), row.getString("type")));
        var foreign =
                SqlStatement.of(connection, FOREIGN).with("pg_temp." + index).list(row -> row.getString(1));
        return verdict(condition, copied, new RowFilter(condition.text(), printed, columns), foreign);
    }

    private static Proof verdict(RowCondition condition, List<String> copied, RowFilter filter, List<String> foreign) {
        if (!foreign.isEmpty()) {
            return new Proof.Refused(
                    "uses what is not the server's own, and so may change: " + String.join(", ", foreign));
        }
        if (filter.columns().isEmpty()) {
            return new Proof.Refused("reads no column");
        }
        var computed = filter.columns().keySet().stream()
                .filter(name -> !copied.contains(name))
                .sorted()
                .toList();
        if (!computed.isEmpty()) {
            return new Proof.Refused(
                    "reads columns that are computed and so not in the log: " + String.join(", ", computed));
        }
        if (moments(condition.text()) > moments(filter.condition())) {
            return new Proof.Refused("names a time that is another one each day; write the time itself");
        }
        return new Proof.Proved(filter);
    }

    private static long moments(String text) {
        return MOMENT.matcher(text).results().count();
    }

    private static Optional<Proof> refused(SQLException error) {
        var state = error.getSQLState();
        return state == null || state.equals(PRIVILEGE) || !CLASSES_OF_REFUSALS.contains(state.substring(0, 2))
                ? Optional.empty()
                : Optional.of(new Proof.Refused("is refused by the server: " + firstLine(error)));
    }

    private static String firstLine(SQLException error) {
        var message = error instanceof org.postgresql.util.PSQLException own && own.getServerErrorMessage() != null
                ? own.getServerErrorMessage().getMessage()
                : error.getMessage();
        return message.replace("index predicate", "a condition")
                .lines()
                .findFirst()
                .orElse("");
    }
}
