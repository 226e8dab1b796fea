package dev.datamigration.transfer.switchover.round;

import dev.datamigration.api.Side;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.capability.Database;
import dev.datamigration.database.checkpoint.OpenObjectStore;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.failure.FailureException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Both databases, each through one connection, and what several pieces of work want to know of them, read once. */
public final class BothSides implements AutoCloseable {
    /** The longest time that a statement may take, unless it is limited otherwise. */
    public static final int STATEMENT_SECONDS = 60;

    private static final int LOCK_SECONDS = 3;

    private final SwitchoverRound switchover;
    private final Map<Side, OpenSide> databases = new EnumMap<>(Side.class);
    private List<ReplicatedTable> pairs;
    private FailureException pairsUnknown;

    /** @throws dev.datamigration.failure.FailureException if one of them cannot be reached */
    public BothSides(SwitchoverRound switchover) {
        this.switchover = switchover;
        try {
            open(switchover.endingRun().from());
            open(switchover.endingRun().to());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Somebody's DDL must not hold everything up: what is locked is told of instead. */
    private void open(Database database) {
        var server = database.server();
        var connection = server.open(switchover.scope(), "switchover");
        databases.put(server.side(), new OpenSide(database, switchover.scope(), connection));
        SqlWork.run(server, switchover.scope(), "preparing a session", () -> {
            server.limitStatements(connection, STATEMENT_SECONDS);
            server.limitLocks(connection, LOCK_SECONDS);
        });
    }

    public SwitchoverRound switchover() {
        return switchover;
    }

    /** The one that the application leaves. */
    public OpenSide oldSide() {
        return of(oldSideName());
    }

    /** The one that the application goes to. */
    public OpenSide newSide() {
        return of(newSideName());
    }

    public Side oldSideName() {
        return switchover.oldSide().side();
    }

    public Side newSideName() {
        return switchover.newSide().side();
    }

    public OpenSide of(Side side) {
        return databases.get(side);
    }

    /**
     * Every table whose changes are carried.
     *
     * @throws FailureException if they could not be read, at the first attempt
     */
    public List<ReplicatedTable> pairs() {
        if (pairsUnknown != null) {
            throw pairsUnknown;
        }
        if (pairs == null) {
            try {
                pairs = readPairs();
            } catch (FailureException e) {
                pairsUnknown = e;
                throw e;
            }
        }
        return pairs;
    }

    private List<ReplicatedTable> readPairs() {
        return SqlWork.call(
                switchover.oldSide(),
                switchover.scope(),
                "reading the tables",
                () -> ReplicatedTables.read(
                        of(Side.Source),
                        of(Side.Target),
                        switchover.run().plan().objects()));
    }

    /** Objects of the schema that are not made on the target. */
    public OpenObjectStore openObjects() {
        return switchover.run().checkpoints(Side.Target).openObjects();
    }

    /** Those of one side that are on both. */
    public List<DataTable> tables(Side side) {
        return pairs().stream()
                .filter(ReplicatedTable::isComplete)
                .map(pair -> pair.on(side))
                .toList();
    }

    @Override
    public void close() {
        databases.values().forEach(side -> switchover.scope().close(side.connection()));
    }
}
