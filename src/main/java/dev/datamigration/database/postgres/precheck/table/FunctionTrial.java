package dev.datamigration.database.postgres.precheck.table;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.privilege.UntrustedTables;
import dev.datamigration.database.postgres.schema.CallingExpression;
import dev.datamigration.database.postgres.schema.TableCode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Computes expressions of some rows of the source without a search path, as the target will; only where no function of others
 * runs with more rights than its owner has.
 */
final class FunctionTrial {
    private static final String NO_PATH = "";

    private final CheckedDatabases databases;
    private final CheckedDatabase source;

    FunctionTrial(CheckedDatabases databases) {
        this.databases = databases;
        this.source = databases.source();
    }

    /** An expression that finds its names by a search path only, and those of its functions that may be why. */
    record Failing(FunctionTrial trial, CallingExpression expression, List<CalledFunction> suspects) {
        boolean calls(Collection<CalledFunction> any) {
            return any.stream().anyMatch(function -> expression.functions().contains(function.oid()));
        }

        boolean succeedsUnder(String path) {
            return trial.finds(expression, path);
        }
    }

    List<Failing> failing(List<CalledFunction> functions) {
        var byOid = functions.stream().collect(toMap(CalledFunction::oid, function -> function));
        var untrusted = UntrustedTables.of(source, databases.sourceOids(), TableCode.Use.Owning).stream()
                .map(TableCode::oid)
                .collect(toSet());
        return expressions(byOid.keySet()).stream()
                .filter(expression -> !untrusted.contains(expression.oid()))
                .filter(expression -> !finds(expression, NO_PATH))
                .map(expression -> new Failing(
                        this,
                        expression,
                        suspects(expression.functions().stream()
                                .map(byOid::get)
                                .filter(Objects::nonNull)
                                .toList())))
                .toList();
    }

    /** What an SQL function names itself has been looked at, so it is one only where it alone can have called another. */
    private static List<CalledFunction> suspects(List<CalledFunction> called) {
        var unread = called.stream().filter(function -> !function.sql()).toList();
        return unread.isEmpty() ? called : unread;
    }

    private List<CallingExpression> expressions(Collection<Long> functions) {
        return source.ask(connection -> CallingExpression.read(connection, databases.sourceOids(), functions));
    }

    private boolean finds(CallingExpression expression, String path) {
        return source.ask(connection -> expression.findsItsNames(connection, path));
    }
}
