package dev.datamigration.database.postgres.switchover;

import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.ddl.SequenceStatements;
import dev.datamigration.database.postgres.ddl.SequencesFromColumns;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.sequence.NextValues;
import dev.datamigration.database.sequence.SequencePosition;
import dev.datamigration.database.sequence.SequenceState;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Sequences. */
final class PostgresNextValues implements NextValues {
    private final PostgresServer server;

    PostgresNextValues(PostgresServer server) {
        this.server = server;
    }

    @Override
    public List<SequenceState> read(Connection connection) throws SQLException {
        return Sequences.read(connection);
    }

    @Override
    public Long farthest(Connection connection, SequenceState sequence, SequenceState.User user) throws SQLException {
        return SqlStatement.of(
                        connection,
                        "SELECT %s(%s)::pg_catalog.int8 FROM %s"
                                .formatted(
                                        sequence.ascending() ? "max" : "min",
                                        Sql.identifier(user.column()),
                                        Sql.quoted(user.table())))
                .list(row -> row.getObject(1, Long.class))
                .get(0); // null for an empty column
    }

    @Override
    public String setting(TableName sequence, SequencePosition position) {
        return SequenceStatements.setValue(sequence, position);
    }

    @Override
    public String settingByHand(TableName sequence) {
        return "SELECT pg_catalog.setval(%s, <value>);".formatted(Sql.literal(Sql.quoted(sequence)));
    }

    @Override
    public String lettingRead(TableName sequence) {
        return "GRANT SELECT ON SEQUENCE %s TO %s;".formatted(Sql.quoted(sequence), account());
    }

    @Override
    public String lettingSet(TableName sequence) {
        return "GRANT SELECT, UPDATE ON SEQUENCE %s TO %s;".formatted(Sql.quoted(sequence), account());
    }

    private String account() {
        return Sql.identifier(server.access().user());
    }

    @Override
    public String scriptFromColumns() {
        return SequencesFromColumns.SCRIPT;
    }
}
