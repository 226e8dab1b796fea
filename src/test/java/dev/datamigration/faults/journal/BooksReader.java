package dev.datamigration.faults.journal;

import dev.datamigration.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the books of one database, straight from its server. */
final class BooksReader {
    private final TestDatabase database;

    BooksReader(TestDatabase database) {
        this.database = database;
    }

    /**
     * The last transaction of each session that is there.
     *
     * @throws SQLException if the server does not answer within seconds, or the table is not there
     */
    Map<Integer, Long> tokens() throws SQLException {
        var tokens = new TreeMap<Integer, Long>();
        var url = "jdbc:postgresql://%s:%d/%s?ApplicationName=truth&connectTimeout=2&loginTimeout=3&socketTimeout=2"
                .formatted(database.host(), database.port(), database.name());
        try (var connection = DriverManager.getConnection(url, database.user(), database.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT session, number FROM public.token")) {
            while (result.next()) {
                tokens.put(result.getInt(1), result.getLong(2));
            }
        }
        return tokens;
    }

    String ask(String question) {
        return database.queryOne(question);
    }

    /** All rows by their keys; a key that is there twice has two. */
    Map<String, List<String>> read(Table table) {
        var rows = new TreeMap<String, List<String>>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(table.read())) {
            while (result.next()) {
                rows.computeIfAbsent(result.getString(1), unknown -> new ArrayList<>())
                        .add(result.getString(2));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
