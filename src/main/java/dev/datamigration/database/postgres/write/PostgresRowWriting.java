package dev.datamigration.database.postgres.write;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.SqlWork;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.write.RowWriter;
import dev.datamigration.database.write.RowWriting;
import java.sql.Connection;
import java.util.function.BooleanSupplier;

/** Sessions that write rows as the side that was read has them. */
public final class PostgresRowWriting implements RowWriting {
    private final PostgresServer server;

    public PostgresRowWriting(PostgresServer server) {
        this.server = server;
    }

    @Override
    public Connection session(RunScope scope, String purpose) {
        return SqlWork.open(server, scope, purpose, WritingSession::prepare);
    }

    @Override
    public RowWriter writer(Connection session, BooleanSupplier unverified) {
        return new PostgresRowWriter(session, unverified);
    }
}
