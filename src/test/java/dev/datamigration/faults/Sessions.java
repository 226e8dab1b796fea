package dev.datamigration.faults;

import dev.datamigration.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Sessions of a task on a server that may not answer. */
final class Sessions {
    private Sessions() {}

    /** @throws SQLException if the server does not answer within seconds */
    static List<String> ofTask(TestDatabase database) throws SQLException {
        var url = "jdbc:postgresql://%s:%d/%s?ApplicationName=truth&connectTimeout=2&loginTimeout=3&socketTimeout=2"
                .formatted(database.host(), database.port(), database.name());
        try (var connection = DriverManager.getConnection(url, database.user(), database.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT application_name || ' ' || coalesce(state, '') FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND application_name LIKE 'dm:%'")) {
            var sessions = new ArrayList<String>();
            while (result.next()) {
                sessions.add(result.getString(1));
            }
            return sessions;
        }
    }
}
