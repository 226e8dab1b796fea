package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.PostgresServer;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.precheck.check.CheckedDatabase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Both databases, each through one connection, and what several pieces of work want to know of them, read once. */
final class BothSides implements AutoCloseable {
    private static final int STATEMENT_SECONDS = 60;
    private static final int LOCK_SECONDS = 3;

    private final Ceremony ceremony;
    private final Map<Side, CheckedDatabase> databases = new EnumMap<>(Side.class);
    private List<TablePair> pairs;
    private FailureException pairsUnknown;

    /** @throws dev.datamigration.failure.FailureException if one of them cannot be reached */
    BothSides(Ceremony ceremony) {
        this.ceremony = ceremony;
        try {
            open(ceremony.oldSide());
            open(ceremony.newSide());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open(PostgresServer server) {
        var database = new CheckedDatabase(server.access(), server.open(ceremony.scope(), "switchover"));
        databases.put(server.side(), database);
        database.limitStatements(STATEMENT_SECONDS);
        limitLocks(server, database);
    }

    /** Somebody's DDL must not hold everything up: what is locked is told of instead. */
    private void limitLocks(PostgresServer server, CheckedDatabase database) {
        SqlWork.run(server, ceremony.scope(), "preparing a session", () -> {
            try (var statement = database.connection().createStatement()) {
                statement.execute("SET lock_timeout = '%ds'".formatted(LOCK_SECONDS));
            }
        });
    }

    Ceremony ceremony() {
        return ceremony;
    }

    /** The one that the application leaves. */
    CheckedDatabase oldSide() {
        return of(oldSideName());
    }

    /** The one that the application goes to. */
    CheckedDatabase newSide() {
        return of(newSideName());
    }

    Side oldSideName() {
        return ceremony.oldSide().side();
    }

    Side newSideName() {
        return ceremony.newSide().side();
    }

    CheckedDatabase of(Side side) {
        return databases.get(side);
    }

    /**
     * Every table whose changes are carried.
     *
     * @throws FailureException if they could not be read, at the first attempt
     */
    List<TablePair> pairs() {
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

    private List<TablePair> readPairs() {
        return SqlWork.call(
                ceremony.oldSide(),
                ceremony.scope(),
                "reading the tables",
                () -> TablePairs.read(
                        of(Side.Source).connection(),
                        of(Side.Target).connection(),
                        ceremony.run().plan().objects()));
    }

    /** Those that are on both sides. */
    List<TablePair> completePairs() {
        return pairs().stream().filter(TablePair::isComplete).toList();
    }

    @Override
    public void close() {
        databases.values().forEach(database -> ceremony.scope().close(database.connection()));
    }
}
