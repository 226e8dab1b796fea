package dev.datamigration.database.postgres.precheck;

import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.precheck.Checks;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.PrecheckContext;
import java.util.List;

/** The precheck between two databases of PostgreSQL. */
public final class PostgresChecks implements Checks {
    private static final int STATEMENT_SECONDS = 60;

    private final CheckedDatabases databases;

    public PostgresChecks(PrecheckContext context, PostgresServer source, PostgresServer target) {
        this.databases = new CheckedDatabases(context, source, target);
    }

    @Override
    public List<Bound> all() {
        return AllChecks.ALL.stream()
                .map(check -> new Bound(check, () -> check.look(databases)))
                .toList();
    }

    @Override
    public Finding connect(Side side) {
        var server = databases.server(side);
        var database = new CheckedDatabase(
                server.access(), server.open(databases.context().scope(), "precheck"));
        database.limitStatements(STATEMENT_SECONDS);
        database.readTablesOnly();
        var encryption = encryption(database, side);
        databases.add(side, database);
        return encryption;
    }

    private static Finding encryption(CheckedDatabase database, Side side) {
        var version = database.text("SELECT CASE WHEN ssl THEN version END FROM pg_catalog.pg_stat_ssl"
                + " WHERE pid = pg_catalog.pg_backend_pid()");
        if (version != null) {
            return Finding.passed("Connections are encrypted (" + version + ").");
        }
        return database.access().tls().mode() == TlsMode.Disable
                ? Finding.passed("Connections are not encrypted, as asked for.")
                : Finding.warning(
                        "Connections are not encrypted: the server does not offer it.",
                        "Set ssl = on on the server, or set spec.%s.tls.mode to Disable to say that it is meant so."
                                .formatted(side.word()));
    }

    @Override
    public void confirm() {
        databases.all().forEach(CheckedDatabase::confirm);
    }

    @Override
    public void close() {
        databases.all().forEach(database -> databases.context().scope().close(database.connection()));
    }
}
