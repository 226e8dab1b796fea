package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.connection.PostgresFailures;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.SourceCheck;
import dev.datamigration.database.postgres.sql.SearchPath;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.plan.MigrationPlan;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.function.Predicate;

/**
 * Checks whether the functions that indexes, checks, generated columns, domains and partition keys call are understood without a search path. Sessions
 * of ours have none, and since version 17 no session has one while it builds an index, so that such a function fails after
 * the load though the application never met that. Of an SQL function the server's own validator reads the body as it would be
 * read then; it runs nothing of it. The bodies of other languages are not understood before they run, so that their
 * expressions are {@linkplain FunctionTrial tried}.
 */
public record FunctionNames() implements SourceCheck {
    private static final String NO_PATH = "";

    /** SQLSTATE class of errors in the text of a statement: names that are not found, mostly. */
    private static final String NOT_UNDERSTOOD = "42";

    private static final String MAY_NOT_ASK = "42501";

    @Override
    public boolean skippable() {
        return true;
    }

    @Override
    public boolean matters(MigrationPlan plan) {
        return plan.has(MigrationType.Schema);
    }

    @Override
    public Finding look(CheckedDatabases databases) {
        var source = databases.source();
        var problems = new Problems();
        var functions = CalledFunction.read(source, databases.sourceOids());
        var found = new HashSet<CalledFunction>();
        for (var function : functions) {
            if (function.sql() && !isUnderstood(source, function, NO_PATH)) {
                found.add(function);
                add(problems, function, path -> isUnderstood(source, function, path));
            }
        }
        for (var failed : new FunctionTrial(databases).failing(functions)) {
            if (!failed.calls(found)) { // else that may be why
                found.addAll(failed.suspects());
                failed.suspects().forEach(function -> add(problems, function, failed::succeedsUnder));
            }
        }
        return problems.failedOr(
                "Functions whose bodies name things without their schema, so that they fail in sessions without a search path, where what calls them is made on the target",
                "Every function that is called when indexes, checks, generated columns, domains and partition keys are made or filled names what it needs with its schema.");
    }

    private static void add(Problems problems, CalledFunction function, Predicate<String> understoodUnder) {
        problems.add("%s (%s)".formatted(function.display(), function.callers()), remedy(function, understoodUnder));
    }

    private static String remedy(CalledFunction function, Predicate<String> understoodUnder) {
        return function.likelyPaths().stream()
                .filter(understoodUnder)
                .findFirst()
                .map(path -> "ALTER FUNCTION %s SET search_path = %s;".formatted(function.signature(), path))
                .map(statement -> function.extension() == null
                        ? statement
                        : "On the source: %s And on the target, before the task starts: CREATE EXTENSION IF NOT EXISTS %s SCHEMA %s CASCADE; %s"
                                .formatted(statement, function.extension(), function.schema(), statement))
                .orElse("Write the names in the body of %s with their schemas (CREATE OR REPLACE FUNCTION)."
                        .formatted(function.display()));
    }

    /** What cannot be asked is taken for understood: it will be told when it fails. */
    private static boolean isUnderstood(CheckedDatabase source, CalledFunction function, String path) {
        var connection = source.connection();
        try {
            SearchPath.ofSession(connection, path);
            try {
                SqlStatement.of(connection, "SELECT pg_catalog.fmgr_sql_validator(?::pg_catalog.oid)")
                        .with(function.oid())
                        .exists();
                return true;
            } catch (SQLException e) {
                if (!isOfTheBody(e)) {
                    throw e;
                }
                return false;
            } finally {
                SearchPath.ofSession(connection, NO_PATH);
            }
        } catch (SQLException e) {
            if (MAY_NOT_ASK.equals(e.getSQLState())) {
                return true;
            }
            throw PostgresFailures.of(e, source.access(), "reading the body of " + function.display());
        }
    }

    private static boolean isOfTheBody(SQLException error) {
        return error.getSQLState() != null
                && error.getSQLState().startsWith(NOT_UNDERSTOOD)
                && !error.getSQLState().equals(MAY_NOT_ASK);
    }
}
