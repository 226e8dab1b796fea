package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.replay.StructureRecord;
import dev.datamigration.database.replay.StructureRecordStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Rows of {@code datamigration.altered}. */
record PostgresStructureRecordStore(String taskId) implements StructureRecordStore {

    @Override
    public void add(Connection connection, StructureRecord record) throws SQLException {
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.altered (task_id, log_position, committed_at, change, made)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .with(taskId, record.position(), record.at(), record.change(), record.made())
                .update();
    }

    @Override
    public List<StructureRecord> latest(Connection connection, int most) throws SQLException {
        return SqlStatement.of(connection, """
                        SELECT log_position, committed_at, change, made FROM datamigration.altered
                         WHERE task_id = ? ORDER BY id DESC LIMIT ?
                        """)
                .with(taskId, most)
                .list(row -> new StructureRecord(
                        row.getString(1), SqlStatement.instant(row, 2), row.getString(3), row.getBoolean(4)));
    }
}
