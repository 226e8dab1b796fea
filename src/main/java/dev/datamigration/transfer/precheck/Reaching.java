package dev.datamigration.transfer.precheck;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.database.precheck.Checks;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import java.util.ArrayList;
import java.util.List;

/** Connects to one side and tells how far it got: the server itself and no pooler, TLS, the login, the database. */
final class Reaching {
    private final Run run;
    private final Checks checks;
    private final Side side;
    private final List<PrecheckItem> items = new ArrayList<>();

    Reaching(Run run, Checks checks, Side side) {
        this.run = run;
        this.checks = checks;
        this.side = side;
    }

    /**
     * Returns whether the side answers; the items say why not.
     *
     * @throws FailureException a passing one of a server that had let the worker in
     */
    boolean reach() {
        try {
            connect();
            return true;
        } catch (FailureException e) {
            run.scope().throwIfCancelled();
            if (e.failure().failureClass() == FailureClass.Transient
                    && run.server(side).contact().wasLetIn()) {
                throw e;
            }
            failed(e.failure());
            return false;
        }
    }

    List<PrecheckItem> items() {
        return items;
    }

    private void connect() {
        var access = run.server(side).access();
        var tls = checks.connect(side);
        add("Connectivity", Finding.passed(access.display() + " answers."));
        add("DirectConnection", Finding.passed("The server itself answers, and no connection pooler."));
        add("Tls", tls);
        add("Login", Finding.passed("The account " + access.user() + " is let in."));
        add("DatabaseExists", Finding.passed("The database " + access.database() + " exists."));
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
        items.add(finding.item(name, side, false));
    }
}
