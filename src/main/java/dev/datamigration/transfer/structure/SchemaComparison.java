package dev.datamigration.transfer.structure;

import dev.datamigration.api.status.SchemaComparisonStatus;
import dev.datamigration.api.status.SchemaDifferenceStatus;
import dev.datamigration.database.checkpoint.OpenObjectStore.OpenObject;
import dev.datamigration.database.checkpoint.SchemaDifferenceStore;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.schema.SearchPaths;
import dev.datamigration.database.postgres.structure.Structure;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.failure.Cut;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.schema.SchemaMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the structure of the spec's source with that of its target, both as their catalogs have it now, and tells what
 * was changed on the source since the task began to migrate it from what was made differently. It reads the catalogs by
 * itself, so that it finds what the schema migration overlooks.
 */
public final class SchemaComparison {
    private static final int MOST_LISTED = 20;
    private static final int LONGEST_SQL = 2_000;
    private static final int ATTEMPTS = 5;
    private static final long AGAIN_MILLIS = 200;

    private final Run run;
    private final StructureNames names;
    private final String sourcePath;
    private final String targetPath;
    private final BaselineStore baseline;
    private final SchemaDifferenceStore script;

    public SchemaComparison(Run run) {
        this.run = run.directed(Direction.Forward);
        this.names = new StructureNames(run.plan().objects());
        var paths = new SearchPaths(run.plan().objects().renameSchemas());
        this.sourcePath = paths.source("");
        this.targetPath = paths.target("");
        this.baseline = new BaselineStore(run);
        this.script = run.checkpoints().schemaDifferences();
    }

    /** Remembers the source's structure as it is now, unless an earlier one is remembered. */
    public void begin() {
        try (var target = open(run.target())) {
            if (!target.ask(baseline::isTaken)) {
                try (var source = open(run.source())) {
                    var now = source.ask(this::source);
                    target.ask(connection -> {
                        baseline.write(connection, now);
                        return null;
                    });
                }
            }
        }
    }

    /** Compares, and keeps the differences on the target. */
    public SchemaComparisonStatus compare() {
        try (var source = open(run.source());
                var target = open(run.target())) {
            return compare(source, target);
        }
    }

    public SchemaComparisonStatus compare(StructureSession source, StructureSession target) {
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var now = source.ask(this::source);
        return status(at, now, source.ask(onSource -> target.ask(onTarget -> compared(now, onSource, onTarget))));
    }

    /** The differences that came by changes on the source; keeps all on the target. */
    public List<Difference> changes(Connection source, Connection target) throws SQLException {
        return compared(source(source), source, target).stream()
                .filter(Difference::changed)
                .toList();
    }

    /** The query that prints the whole DDL which closes what was found. */
    public String script() {
        return "On the target: " + script.query();
    }

    private List<Difference> compared(Structure structure, Connection source, Connection target) throws SQLException {
        var known = baseline.read(target)
                .orElseGet(() -> new Baseline(
                        structure.parts().stream().map(Baseline::entry).toList()));
        var result = StructureComparison.of(structure, read(target, ObjectFilter.EVERYTHING, targetPath), known, names);
        var found = new ArrayList<>(differences(structure, result.deviations(), target));
        found.addAll(ExtensionRows.differences(source, target));
        keep(target, found, known, result.baseline());
        return found;
    }

    /** As long as no newer worker has taken over. */
    private void keep(Connection target, List<Difference> found, Baseline known, Baseline newer) throws SQLException {
        Fence.transaction(target, run.scope(), () -> {
            script.replace(target, found.stream().map(Difference::kept).toList());
            baseline.update(target, known, newer);
        });
    }

    private Structure source(Connection connection) throws SQLException {
        return read(connection, names.filter(), sourcePath);
    }

    /** The server refuses to print what is dropped meanwhile: then all is read again. */
    private Structure read(Connection connection, ObjectFilter filter, String path) throws SQLException {
        for (var attempt = 1; ; attempt++) {
            try {
                return Structure.read(connection, filter, path);
            } catch (SQLException e) {
                if (!"XX000".equals(e.getSQLState()) || attempt == ATTEMPTS) {
                    throw e;
                }
                run.scope().pause(AGAIN_MILLIS);
            }
        }
    }

    private List<Difference> differences(Structure source, List<Deviation> found, Connection target)
            throws SQLException {
        var left = notCarried(target);
        var deviations =
                found.stream().filter(deviation -> !isListed(deviation, left)).toList();
        return Differences.of(source, names, planned(deviations), deviations);
    }

    /** Only where something is to be made: reading it takes its time. */
    private Planned planned(List<Deviation> deviations) {
        return deviations.stream().noneMatch(deviation -> deviation.source() != null)
                ? Planned.NOTHING
                : new Planned(new SchemaMigration(run, status -> {}).statements());
    }

    private Set<List<String>> notCarried(Connection target) throws SQLException {
        return run.checkpoints().openObjects().list(target).stream()
                .filter(OpenObject::isNotCarried)
                .map(object -> List.of(object.name(), Objects.requireNonNullElse(object.onTable(), "")))
                .collect(Collectors.toSet());
    }

    /** Returns whether the schema migration lists it as not carried. */
    private static boolean isListed(Deviation deviation, Set<List<String>> notCarried) {
        var key = deviation.key();
        return deviation.kind() == Deviation.Kind.Missing
                && !deviation.since()
                && (notCarried.contains(List.of(key.display(), ""))
                        || notCarried.contains(List.of(key.part(), key.object().toString())));
    }

    private SchemaComparisonStatus status(Instant at, Structure source, List<Difference> found) {
        var changed = (int) found.stream().filter(Difference::changed).count();
        return new SchemaComparisonStatus(
                at.toString(),
                source.parts().size(),
                changed,
                found.size() - changed,
                found.stream()
                        .sorted(Comparator.comparing(difference -> !difference.changed()))
                        .limit(MOST_LISTED)
                        .map(SchemaComparison::status)
                        .toList(),
                found.isEmpty() ? null : script.query());
    }

    private static SchemaDifferenceStatus status(Difference found) {
        return new SchemaDifferenceStatus(
                found.kind(), found.name(), found.changed(), found.message(), Cut.to(LONGEST_SQL, found.sql()));
    }

    StructureSession open(PostgresServer server) {
        return new StructureSession(run, server);
    }

    Run run() {
        return run;
    }
}
