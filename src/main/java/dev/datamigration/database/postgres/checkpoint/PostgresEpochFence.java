package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.EpochFence;
import dev.datamigration.database.postgres.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** {@link Fence}, as the stages ask for it. */
public final class PostgresEpochFence implements EpochFence {
    @Override
    public void enter(Connection connection, RunScope scope) throws SQLException {
        Fence.enter(connection, scope.taskId(), scope.epoch());
    }

    @Override
    public String permission(DatabaseAccess account) {
        return "GRANT CREATE ON DATABASE %s TO %s;"
                .formatted(Sql.identifier(account.database()), Sql.identifier(account.user()));
    }

    @Override
    public void claim(Connection connection, RunScope scope) throws SQLException {
        Fence.claim(connection, scope.taskId(), scope.epoch());
    }

    @Override
    public boolean knows(Connection connection, String taskId) throws SQLException {
        return Fence.knows(connection, taskId);
    }

    @Override
    public long claims(Connection connection, String taskId) throws SQLException {
        return Fence.claims(connection, taskId);
    }

    @Override
    public void check(Connection connection, RunScope scope) throws SQLException {
        Fence.check(connection, scope);
    }

    @Override
    public void transaction(Connection connection, RunScope scope, Writes writes) throws SQLException {
        Fence.transaction(connection, scope, writes::make);
    }
}
