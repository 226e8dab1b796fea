package dev.datamigration.transfer.precheck;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.precheck.check.CheckedDatabase;
import dev.datamigration.transfer.precheck.check.Finding;
import dev.datamigration.transfer.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Connects to one side and tells how far it got: the server itself and no pooler, TLS, the login, the database. */
final class Reaching {
    private static final int STATEMENT_SECONDS = 60;

    private final Run run;
    private final Side side;
    private final List<PrecheckItem> items = new ArrayList<>();
    private CheckedDatabase database;

    /** @throws FailureException a passing one of a server that had let the worker in */
    Reaching(Run run, Side side) {
        this.run = run;
        this.side = side;
        try {
            connect();
        } catch (FailureException e) {
            run.scope().throwIfCancelled();
            if (e.failure().failureClass() == FailureClass.Transient
                    && run.server(side).contact().wasLetIn()) {
                throw e;
            }
            failed(e.failure());
        }
    }

    /** The connection, or empty if one of the items says why there is none. */
    Optional<CheckedDatabase> database() {
        return Optional.ofNullable(database);
    }

    List<PrecheckItem> items() {
        return items;
    }

    private static PrecheckItem item(String name, Side side, Finding finding) {
        return new PrecheckItem(name, side, finding.status(), finding.message(), finding.remedy(), false);
    }

    private void connect() {
        var server = run.server(side);
        var connected = new CheckedDatabase(server.access(), server.open(run.scope(), "precheck"));
        connected.limitStatements(STATEMENT_SECONDS);
        connected.readTablesOnly();
        var tls = tls(connected);
        database = connected;
        add("Connectivity", Finding.passed(server.access().display() + " answers."));
        add("DirectConnection", Finding.passed("The server itself answers, and no connection pooler."));
        add("Tls", tls);
        add("Login", Finding.passed("The account " + server.access().user() + " is let in."));
        add("DatabaseExists", Finding.passed("The database " + server.access().database() + " exists."));
    }

    private Finding tls(CheckedDatabase connected) {
        var version = connected.text("SELECT CASE WHEN ssl THEN version END FROM pg_catalog.pg_stat_ssl"
                + " WHERE pid = pg_catalog.pg_backend_pid()");
        if (version != null) {
            return Finding.passed("Connections are encrypted (" + version + ").");
        }
        return connected.access().tls().mode() == TlsMode.Disable
                ? Finding.passed("Connections are not encrypted, as asked for.")
                : Finding.warning(
                        "Connections are not encrypted: the server does not offer it.",
                        "Set ssl = on on the server, or set spec.%s.tls.mode to Disable to say that it is meant so."
                                .formatted(side.name().toLowerCase(Locale.ROOT)));
    }

    private void failed(Failure failure) {
        var name = switch (failure.code()) {
            case PoolerBetween -> "DirectConnection";
            case TlsRefused -> "Tls";
            case LoginRefused, PrivilegeMissing -> "Login";
            case DatabaseMissing -> "DatabaseExists";
            default -> "Connectivity";
        };
        add(name, Finding.failed(failure.message(), failure.remedy()));
    }

    private void add(String name, Finding finding) {
        items.add(item(name, side, finding));
    }
}
