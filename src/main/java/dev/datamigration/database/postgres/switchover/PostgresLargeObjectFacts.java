package dev.datamigration.database.postgres.switchover;

import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.schema.LargeObjectRights;
import dev.datamigration.database.postgres.schema.LargeObjectStatements;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.switchover.LargeObjectFacts;
import java.sql.Connection;
import java.sql.SQLException;

/** Large objects of PostgreSQL. */
record PostgresLargeObjectFacts(PostgresServer server) implements LargeObjectFacts {
    @Override
    public long count(Connection connection) throws SQLException {
        return number(connection, LargeObjectRights.COUNT);
    }

    @Override
    public long countUnreadable(Connection connection) throws SQLException {
        return number(connection, LargeObjectRights.UNREADABLE);
    }

    private static long number(Connection connection, String query) throws SQLException {
        return SqlStatement.of(connection, query).one(row -> row.getLong(1));
    }

    @Override
    public String lettingRead() {
        return "-- as a superuser\n"
                + LargeObjectRights.grant(Sql.identifier(server.access().user()));
    }

    @Override
    public String contents() {
        return LargeObjectStatements.CONTENTS;
    }
}
