package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.api.Side;
import dev.datamigration.database.checkpoint.SavedSettingStore;
import dev.datamigration.database.postgres.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Rows of {@code datamigration.set_aside}.
 *
 * @param side that was changed
 */
record PostgresSavedSettingStore(String taskId, Side side) implements SavedSettingStore {

    @Override
    public void add(Connection connection, SavedSetting setting) throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.set_aside (task_id, side, kind, subject, statement)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .with(taskId, side.name(), setting.kind(), setting.subject(), setting.statement())
                .update();
    }

    @Override
    public List<SavedSetting> all(Connection connection, String kind) throws SQLException {
        if (!CheckpointSchema.isInstalled(connection)) {
            return List.of();
        }
        return SqlStatement.of(connection, """
                        SELECT subject, statement FROM datamigration.set_aside
                         WHERE task_id = ? AND side = ? AND kind = ? ORDER BY subject
                        """)
                .with(taskId, side.name(), kind)
                .list(row -> new SavedSetting(kind, row.getString(1), row.getString(2)));
    }

    @Override
    public void remove(Connection connection, SavedSetting setting) throws SQLException {
        SqlStatement.of(
                        connection,
                        "DELETE FROM datamigration.set_aside WHERE task_id = ? AND side = ? AND kind = ? AND subject = ?")
                .with(taskId, side.name(), setting.kind(), setting.subject())
                .update();
    }
}
