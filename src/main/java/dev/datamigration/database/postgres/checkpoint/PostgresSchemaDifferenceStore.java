package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.checkpoint.SchemaDifferenceStore;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.structure.Difference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows of {@code datamigration.schema_difference}. */
record PostgresSchemaDifferenceStore(String taskId) implements SchemaDifferenceStore {

    @Override
    public String query() {
        return "SELECT statement FROM datamigration.schema_difference WHERE task_id = " + Sql.literal(taskId)
                + " AND statement IS NOT NULL ORDER BY number";
    }

    @Override
    public void replace(Connection connection, List<Difference> differences) throws SQLException {
        SqlStatement.of(connection, "DELETE FROM datamigration.schema_difference WHERE task_id = ?")
                .with(taskId)
                .update();
        var number = new AtomicInteger();
        SqlStatement.of(connection, """
                        INSERT INTO datamigration.schema_difference (task_id, number, changed, kind, name, difference, statement)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """).batch(differences, found -> new Object[] {
            taskId,
            number.incrementAndGet(),
            found.changed(),
            found.kind(),
            found.name(),
            found.message(),
            SqlStatement.text(found.sql())
        });
    }
}
