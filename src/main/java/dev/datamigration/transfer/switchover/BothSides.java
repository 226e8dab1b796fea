package dev.datamigration.transfer.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.PostgresServer;
import dev.datamigration.database.postgres.SqlWork;
import dev.datamigration.transfer.precheck.check.CheckedDatabase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Both databases, each through one connection, and what several pieces of work want to know of them, read once. */
final class BothSides implements AutoCloseable {
    private static final int STATEMENT_SECONDS = 60;

    private final Ceremony ceremony;
    private final Map<Side, CheckedDatabase> databases = new EnumMap<>(Side.class);
    private List<TablePair> pairs;

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

    /** Every table whose changes are carried. */
    List<TablePair> pairs() {
        if (pairs == null) {
            pairs = SqlWork.call(
                    ceremony.oldSide(),
                    ceremony.scope(),
                    "reading the tables",
                    () -> TablePairs.read(
                            of(Side.Source).connection(),
                            of(Side.Target).connection(),
                            ceremony.run().plan().objects()));
        }
        return pairs;
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
