package dev.datamigration.transfer.switchover.round;

import dev.datamigration.api.Side;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.checkpoint.OpenObjectStore;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.failure.FailureException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Both databases, each through one connection, and what several pieces of work want to know of them, read once. */
public final class BothSides implements AutoCloseable {
    private static final int STATEMENT_SECONDS = 60;
    private static final int LOCK_SECONDS = 3;

    private final SwitchoverRound switchover;
    private final Map<Side, CheckedDatabase> databases = new EnumMap<>(Side.class);
    private List<ReplicatedTable> pairs;
    private FailureException pairsUnknown;

    /** @throws dev.datamigration.failure.FailureException if one of them cannot be reached */
    public BothSides(SwitchoverRound switchover) {
        this.switchover = switchover;
        try {
            open(switchover.oldSide());
            open(switchover.newSide());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open(PostgresServer server) {
        var database = new CheckedDatabase(server.access(), server.open(switchover.scope(), "switchover"));
        databases.put(server.side(), database);
        database.limitStatements(STATEMENT_SECONDS);
        limitLocks(server, database);
    }

    /** Somebody's DDL must not hold everything up: what is locked is told of instead. */
    private void limitLocks(PostgresServer server, CheckedDatabase database) {
        SqlWork.run(server, switchover.scope(), "preparing a session", () -> {
            try (var statement = database.connection().createStatement()) {
                statement.execute("SET lock_timeout = '%ds'".formatted(LOCK_SECONDS));
            }
        });
    }

    public SwitchoverRound switchover() {
        return switchover;
    }

    /** The one that the application leaves. */
    public CheckedDatabase oldSide() {
        return of(oldSideName());
    }

    /** The one that the application goes to. */
    public CheckedDatabase newSide() {
        return of(newSideName());
    }

    public Side oldSideName() {
        return switchover.oldSide().side();
    }

    public Side newSideName() {
        return switchover.newSide().side();
    }

    public CheckedDatabase of(Side side) {
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
                        of(Side.Source).connection(),
                        of(Side.Target).connection(),
                        switchover.run().plan().objects()));
    }

    /** Objects of the schema that are not made on the target. */
    public OpenObjectStore openObjects() {
        return switchover.run().checkpoints(Side.Target).openObjects();
    }

    /** Those that are on both sides. */
    public List<ReplicatedTable> completePairs() {
        return pairs().stream().filter(ReplicatedTable::isComplete).toList();
    }

    @Override
    public void close() {
        databases.values().forEach(database -> switchover.scope().close(database.connection()));
    }
}
