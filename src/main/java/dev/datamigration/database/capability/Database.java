package dev.datamigration.database.capability;

import dev.datamigration.database.LogPositions;
import dev.datamigration.database.Server;
import dev.datamigration.database.checkpoint.CheckpointStore;
import dev.datamigration.database.checkpoint.EpochFence;
import dev.datamigration.database.compare.ComparisonSessions;
import dev.datamigration.database.load.LoadSource;
import dev.datamigration.database.load.LoadTarget;
import dev.datamigration.database.load.Snapshots;
import dev.datamigration.database.load.TableRemoval;
import dev.datamigration.database.log.ChangeLog;
import dev.datamigration.database.selection.TableCatalog;
import dev.datamigration.database.session.ActivityReader;
import dev.datamigration.database.session.TaskSessions;
import dev.datamigration.database.switchover.SwitchoverSupport;
import dev.datamigration.database.table.EnumTypes;
import dev.datamigration.database.write.RowWriting;

/** One of a task's two databases, as the stages meet it: the server, and what its kind of database can do. */
public interface Database {

    Server server();

    /**
     * Returns what a task remembers here, where the database is written to.
     *
     * @param read positions of the log of the database that is read
     */
    CheckpointStore checkpoints(String taskId, LogPositions read);

    /** Finds tables here. */
    TableCatalog tables();

    /** The log of what changes here. */
    ChangeLog changeLog();

    /** Writes rows here as the other database has them. */
    RowWriting rowWriting();

    /** The sessions that tasks have here. */
    TaskSessions sessions();

    /** Returns what asks how busy others keep it. */
    ActivityReader activity();

    /** Returns what keeps two workers of one task from both writing here. */
    EpochFence fence();

    /** Takes snapshots, where tables are read from here. */
    Snapshots snapshots();

    /** Returns what a load asks of the tables here that it reads. */
    LoadSource loadSource();

    /** Returns what a load asks of the tables here that it writes to. */
    LoadTarget loadTarget();

    /** Returns what removes tables here that are written to. */
    TableRemoval tableRemoval();

    /** Opens connections that compare rows, and that repair them. */
    ComparisonSessions comparisons();

    /** Returns what it can do for a move of the application. */
    SwitchoverSupport switchover();

    /** Returns what knows the types of columns whose values are listed. */
    EnumTypes enumTypes();
}
