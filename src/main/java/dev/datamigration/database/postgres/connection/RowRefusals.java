package dev.datamigration.database.postgres.connection;

import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says what to do about a row that a server refused, by the cause that the SQLSTATE tells and the objects that the server names. */
final class RowRefusals {
    private static final String RESUME = " Then resume.";

    private RowRefusals() {}

    static String remedy(SQLException error, DatabaseAccess access) {
        var where = access.side().word();
        var server = error instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (server != null && ErrorOrigin.isUserCode(server)) {
            return "Disable the trigger, or mend the function, on the %s that refuses the row (the server's log names it, and the row).%s"
                    .formatted(where, RESUME);
        }
        return switch (PostgresFailures.state(error)) {
            case "23502" -> notNull(server, where);
            case "23505", "23514", "23P01", "23503" -> constraint(server, where);
            case "22001", "22003", "22007", "22008", "22P02" -> type(server, where);
            case "22021", "22P05" ->
                "The encoding of the %s database lacks a character of the row, or the row has bytes that are none: load into a database with the encoding of the other side, change the rows there, or leave the table out.%s"
                        .formatted(where, RESUME);
            case "54000" ->
                "A value of the row is too long for an index on the %s: drop that index there (the server's log names it), or make the value shorter.%s"
                        .formatted(where, RESUME);
            default ->
                "Remove the constraint, index, trigger or type on the %s that refuses the row (the server's log names it).%s"
                        .formatted(where, RESUME);
        };
    }

    private static String notNull(ServerErrorMessage server, String where) {
        var column = server == null ? null : server.getColumn();
        return column == null || server.getTable() == null
                ? "Drop the NOT NULL constraint on the %s that the row violates (the server's log names it), where the other side has none.%s"
                        .formatted(where, RESUME)
                : "Where the other side has no such constraint, run on the %s: ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL;%s"
                        .formatted(where, table(server), Sql.identifier(column), RESUME);
    }

    /** A unique index is named like a constraint, whether it belongs to one or not. */
    private static String constraint(ServerErrorMessage server, String where) {
        if (server == null || server.getConstraint() == null || server.getTable() == null) {
            return "Drop the constraint on the %s that the row violates (the server's log names it), where the other side has none.%s"
                    .formatted(where, RESUME);
        }
        var name = Sql.identifier(server.getConstraint());
        return "Where the other side has no such constraint, run on the %s: ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s; DROP INDEX IF EXISTS %s; Where it has one, rows of somebody else are in the way: a full verification lists them.%s"
                .formatted(
                        where,
                        table(server),
                        name,
                        server.getSchema() == null ? name : Sql.identifier(server.getSchema()) + "." + name,
                        RESUME);
    }

    private static String type(ServerErrorMessage server, String where) {
        return "Give the column on the %s the type that it has on the other side (the server's log names it%s): ALTER TABLE … ALTER COLUMN … TYPE …;%s"
                .formatted(where, server == null || server.getTable() == null ? "" : ", of " + table(server), RESUME);
    }

    private static String table(ServerErrorMessage server) {
        return server.getSchema() == null
                ? Sql.identifier(server.getTable())
                : Sql.quoted(new TableName(server.getSchema(), server.getTable()));
    }
}
