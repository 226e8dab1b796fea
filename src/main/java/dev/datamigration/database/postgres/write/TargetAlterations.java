package dev.datamigration.database.postgres.write;

import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.write.BoundTable;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.plan.Direction;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells that a table of the target was altered while changes were applied to it, and how to undo that. */
final class TargetAlterations {
    private final PostgresServer server;
    private final Direction direction;
    private final TargetCatalog catalog;

    TargetAlterations(PostgresServer server, Direction direction, TargetCatalog catalog) {
        this.server = server;
        this.direction = direction;
        this.catalog = catalog;
    }

    /** Returns what is to be told; empty where it is as it was when it was first written to. */
    Optional<FailureException> altered(BoundTable table) {
        var before = catalog.table(table.target());
        var now = catalog.reread(table.target());
        if (now.isEmpty()) {
            return Optional.of(failure(
                    tell("Table %s is not on the target any more.", table.target()),
                    "Put it back as it was, with its rows, then resume."));
        }
        return before.flatMap(known -> firstChange(known, now.get()));
    }

    private Optional<FailureException> firstChange(DataTable before, DataTable now) {
        var columns = now.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
        return before.columns().stream()
                .filter(column -> !column.equals(columns.get(column.name())))
                .findFirst()
                .map(column -> changed(before, column, columns.get(column.name())));
    }

    private FailureException changed(DataTable table, Column before, Column now) {
        var name = Sql.identifier(before.name());
        if (now == null) {
            return failure(
                    tell("Column %s of %s is not on the target any more.", before.name(), table.name()),
                    tell("Put it back with its values (it was %s), then resume.", before.type()));
        }
        var undo = before.type().equals(now.type())
                ? tell("Undo the change of column %s of %s on the target, then resume.", before.name(), table.name())
                : tell(
                        "Run on the target: ALTER TABLE %s ALTER COLUMN %s TYPE %s USING %s::%s; then resume.",
                        Sql.quoted(table.name()), name, before.type(), name, before.type());
        return failure(
                tell(
                        "Column %s of %s was altered on the target while changes were applied: it was %s and is %s.",
                        before.name(), table.name(), description(before), description(now)),
                undo);
    }

    private static String description(Column column) {
        return column.type() + (column.notNull() ? " NOT NULL" : "") + (column.generated() ? ", generated" : "");
    }

    private FailureException failure(String message, String remedy) {
        return new FailureException(new Failure(FailureCode.TargetSchemaChanged, server.side(), message, remedy));
    }

    /** Texts are written for the forward direction. */
    private String tell(String text, Object... values) {
        return direction.tell(text).formatted(values);
    }
}
