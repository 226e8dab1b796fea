package dev.datamigration.database.postgres.position;

import dev.datamigration.database.LogPositions;
import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;

/** Reads what checkpoints keep of PostgreSQL's log. */
public final class PostgresPositions implements LogPositions {

    @Override
    public Position position(String text) {
        return Lsn.parse(text);
    }

    @Override
    public TransactionId transaction(String text) {
        return CommitRecord.parse(text);
    }
}
