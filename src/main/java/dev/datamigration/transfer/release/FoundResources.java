package dev.datamigration.transfer.release;

import dev.datamigration.api.Side;
import dev.datamigration.database.SqlWork;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what one of the servers holds of a task. Whoever finds something there knows that the task was at work, whatever its status
 * says.
 *
 * @param names each with its kind; empty where nothing is held
 */
record FoundResources(Side side, List<String> names) {

    /** @throws dev.datamigration.failure.FailureException if the server cannot be asked */
    static FoundResources on(Run run, Side side) {
        return SqlWork.connected(
                run.of(side).server(),
                run.scope(),
                "resources",
                "looking for what the task holds",
                connection -> new FoundResources(side, names(run, side, connection)));
    }

    private static List<String> names(Run run, Side side, Connection connection) throws SQLException {
        var read = run.directed(Direction.from(side));
        var names = new ArrayList<>(read.capture().objects(connection));
        if (read.directed(read.direction().opposite())
                .checkpoints()
                .found(connection, read.direction().opposite().key())
                .exist()) {
            names.add("checkpoints");
        }
        return names;
    }

    boolean exist() {
        return !names.isEmpty();
    }
}
