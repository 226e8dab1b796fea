package dev.datamigration.database.postgres;

import dev.datamigration.database.Contact;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.LogPositions;
import dev.datamigration.database.capability.Database;
import dev.datamigration.database.checkpoint.CheckpointStore;
import dev.datamigration.database.checkpoint.EpochFence;
import dev.datamigration.database.compare.ComparisonSessions;
import dev.datamigration.database.load.LoadSource;
import dev.datamigration.database.load.LoadTarget;
import dev.datamigration.database.load.Snapshots;
import dev.datamigration.database.load.TableRemoval;
import dev.datamigration.database.log.ChangeLog;
import dev.datamigration.database.postgres.catalog.PostgresEnumTypes;
import dev.datamigration.database.postgres.catalog.PostgresTableCatalog;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.checkpoint.PostgresCheckpoints;
import dev.datamigration.database.postgres.compare.PostgresComparisonSessions;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.load.PostgresLoadSource;
import dev.datamigration.database.postgres.load.PostgresLoadTarget;
import dev.datamigration.database.postgres.load.PostgresSnapshots;
import dev.datamigration.database.postgres.load.PostgresTableRemoval;
import dev.datamigration.database.postgres.replication.PostgresChangeLog;
import dev.datamigration.database.postgres.session.Backends;
import dev.datamigration.database.postgres.session.PostgresActivity;
import dev.datamigration.database.postgres.switchover.PostgresSwitchover;
import dev.datamigration.database.postgres.write.PostgresRowWriting;
import dev.datamigration.database.selection.TableCatalog;
import dev.datamigration.database.session.ActivityReader;
import dev.datamigration.database.session.TaskSessions;
import dev.datamigration.database.switchover.SwitchoverSupport;
import dev.datamigration.database.table.EnumTypes;
import dev.datamigration.database.write.RowWriting;

/** PostgreSQL as a run meets it: the one place where what it can do is put together. */
public final class PostgresDatabase implements Database {
    private final PostgresServer server;

    /** @param contact is told of every connection */
    public PostgresDatabase(DatabaseAccess access, Contact contact) {
        this.server = new PostgresServer(access, contact);
    }

    @Override
    public PostgresServer server() {
        return server;
    }

    @Override
    public CheckpointStore checkpoints(String taskId, LogPositions read) {
        return new PostgresCheckpoints(taskId, read);
    }

    @Override
    public TableCatalog tables() {
        return new PostgresTableCatalog();
    }

    @Override
    public ChangeLog changeLog() {
        return new PostgresChangeLog(server);
    }

    @Override
    public RowWriting rowWriting() {
        return new PostgresRowWriting(server);
    }

    @Override
    public TaskSessions sessions() {
        return new Backends(server);
    }

    @Override
    public ActivityReader activity() {
        return new PostgresActivity();
    }

    @Override
    public EpochFence fence() {
        return new Fence();
    }

    @Override
    public Snapshots snapshots() {
        return new PostgresSnapshots(server);
    }

    @Override
    public LoadSource loadSource() {
        return new PostgresLoadSource(server);
    }

    @Override
    public LoadTarget loadTarget() {
        return new PostgresLoadTarget();
    }

    @Override
    public TableRemoval tableRemoval() {
        return new PostgresTableRemoval();
    }

    @Override
    public ComparisonSessions comparisons() {
        return new PostgresComparisonSessions(server);
    }

    @Override
    public SwitchoverSupport switchover() {
        return new PostgresSwitchover(server);
    }

    @Override
    public EnumTypes enumTypes() {
        return new PostgresEnumTypes();
    }
}
