package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.SqlWork;
import dev.datamigration.database.SubTask;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;

/** Lets the source's log tell how objects are changed, where changes of the structure are to be made on the target as well. */
public final class StructureTelling {
    private StructureTelling() {}

    /**
     * Idempotent; does nothing for the way back, or for tables that are being added, whose structure is the task's business once
     * they are its own.
     *
     * @param read to the side that is read, in autocommit mode
     */
    public static void prepare(Run run, Connection read) {
        if (run.direction() != Direction.Forward || SubTask.numberOf(run.scope().taskId()) > 0) {
            return;
        }
        var capture = run.capture();
        SqlWork.run(run.from().server(), run.scope(), "preparing the event triggers", () -> {
            if (run.plan().incrementalSync().ddl().isEmpty()) {
                capture.leaveStructure(read);
            } else {
                capture.tellStructure(read, run.plan().objects());
            }
        });
    }
}
