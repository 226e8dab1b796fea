package dev.datamigration.faults.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A transaction under way: statements that were run, and what they will have done once it is committed. */
final class Draft {
    private final Connection connection;
    private final Rows rows;
    private final Random random;
    private final List<Effect> effects = new ArrayList<>();
    private final Set<String> touched = new HashSet<>();

    Draft(Connection connection, Rows rows, Random random) {
        this.connection = connection;
        this.rows = rows;
        this.random = random;
    }

    Random random() {
        return random;
    }

    List<Effect> effects() {
        return effects;
    }

    /** Runs a statement and notes what it does. */
    void run(Effect effect, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
        effects.add(effect);
    }

    /** Undoes what is done until the returned piece of work is run. */
    Undo savepoint() throws SQLException {
        var point = connection.setSavepoint();
        var size = effects.size();
        return () -> {
            connection.rollback(point);
            effects.subList(size, effects.size()).clear();
        };
    }

    @FunctionalInterface
    interface Undo {
        void run() throws SQLException;
    }

    /** A row that this transaction has not touched yet; null where none was found. */
    String pick(Table table) {
        var key = rows.table(table.sqlName()).pick(random);
        return key != null && touched.add(table + key) ? key : null;
    }

    String row(Table table, String key) {
        return rows.table(table.sqlName()).get(key);
    }

    Effect.Bulk bulk() {
        return rows.bulk();
    }
}
