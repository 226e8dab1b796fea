package dev.datamigration.database.postgres.structure.extension;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.connection.CopyStreams;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.structure.StructureSession;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Copies what users have written into the tables of extensions, and their sequences, once the target has the extensions. */
public final class ExtensionRowsCopy {
    private static final Logger LOG = Logger.getLogger(ExtensionRowsCopy.class);
    private static final String NO_ROWS = "0";

    private final RunScope scope;
    private final PostgresServer from;
    private final PostgresServer to;

    public ExtensionRowsCopy(RunScope scope, PostgresServer from, PostgresServer to) {
        this.scope = scope;
        this.from = from;
        this.to = to;
    }

    /** Copies where the target has no such rows yet; what it refuses is found by the comparison of the schemas. */
    public void copy() {
        try (var source = StructureSession.open(scope, from);
                var target = StructureSession.open(scope, to)) {
            var there = target.ask(ConfigurationTable::all);
            var open = source.ask(ConfigurationTable::all);
            for (var before = open.size() + 1; open.size() < before; ) { // one may refer to rows of another
                before = open.size();
                open = open.stream()
                        .filter(table -> there.stream()
                                .filter(table::isSame)
                                .anyMatch(same -> !copy(source, table, target, same)))
                        .toList();
            }
            var sequences = target.ask(ConfigurationSequence::all);
            for (var sequence : source.ask(ConfigurationSequence::all)) {
                sequences.stream()
                        .filter(sequence::isSame)
                        .findFirst()
                        .ifPresent(same -> set(source.ask(sequence::position), target, same));
            }
        }
    }

    /** Sets it where it was not used yet. */
    private void set(ConfigurationSequence.Position position, StructureSession target, ConfigurationSequence to) {
        inTransaction(target, to.name(), connection -> {
            if (!to.position(connection).called()) {
                to.set(connection, position);
            }
        });
    }

    /** Returns whether nothing stood in its way. */
    private boolean copy(
            StructureSession source, ConfigurationTable from, StructureSession target, ConfigurationTable to) {
        var columns = new ArrayList<>(from.columns());
        columns.retainAll(to.columns());
        return inTransaction(target, from.name(), connection -> {
            if (to.digest(connection, columns).equals(NO_ROWS)) {
                source.ask(onSource -> pipe(onSource, from, connection, to, columns));
            }
        });
    }

    private boolean inTransaction(StructureSession target, TableName what, StructureSession.Work write) {
        try {
            target.run(connection ->
                    Fence.transaction(connection, scope.taskId(), scope.epoch(), () -> write.run(connection)));
            return true;
        } catch (FailureException e) {
            scope.throwIfCancelled();
            LOG.warnf("Task %s: %s was not copied: %s", scope.taskId(), what, e.getMessage());
            return false;
        }
    }

    private static Void pipe(
            Connection source, ConfigurationTable from, Connection target, ConfigurationTable to, List<String> columns)
            throws SQLException {
        var out = CopyStreams.out(source, "COPY (" + from.rows(columns) + ") TO STDOUT");
        var in = CopyStreams.in(
                target, "COPY " + Sql.quoted(to.name()) + " (" + Sql.identifiers(columns) + ") FROM STDIN");
        for (var row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            in.writeToCopy(row, 0, row.length);
        }
        in.endCopy();
        return null;
    }
}
