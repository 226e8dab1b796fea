package dev.datamigration.testing;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.TlsMaterial;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database of a test, and short ways to fill and question it. */
public record TestDatabase(String host, int port, String name, String user, String password) {

    public DatabaseAccess access(Side side) {
        return new DatabaseAccess(
                side,
                DatabaseType.PostgreSQL,
                host,
                port,
                name,
                user,
                new Password(password),
                new TlsMaterial(TlsMode.Disable, null, null, null),
                null,
                null);
    }

    public Connection connect() {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + host + ":" + port + "/" + name + "?ApplicationName=test", user, password);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** First column of every row, as text. */
    public List<String> query(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String queryOne(String sql) {
        return query(sql).get(0);
    }

    /** Sessions of tasks here, but for those that ask whether there are any: their processes may need a moment to end. */
    public long taskSessions() {
        return count("pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'dm:%'"
                + " AND application_name !~ ':(supervisor|release|resources|switchover)$'");
    }

    public long count(String table) {
        return Long.parseLong(queryOne("SELECT count(*) FROM " + table));
    }
}
