package dev.datamigration.database.postgres.switchover;

import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.switchover.KeptStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Statements whose texts were kept. */
final class PostgresKeptStatements implements KeptStatements {
    /** An object, or a table, does not exist. */
    private static final Set<String> GONE = Set.of("42704", "42P01");

    @Override
    public void run(Connection connection, String statement) throws SQLException {
        SqlStatement.execute(connection, statement);
    }

    @Override
    public void runIfThere(Connection connection, String statement) throws SQLException {
        try {
            run(connection, statement);
        } catch (SQLException e) {
            if (!GONE.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
        }
    }
}
