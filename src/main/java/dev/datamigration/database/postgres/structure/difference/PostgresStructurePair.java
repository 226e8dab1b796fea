package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.CheckpointStore;
import dev.datamigration.database.checkpoint.OpenObjectStore;
import dev.datamigration.database.checkpoint.SchemaDifferenceStore;
import dev.datamigration.database.postgres.checkpoint.Fence;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.postgres.schema.SearchPaths;
import dev.datamigration.database.postgres.structure.CatalogFingerprint;
import dev.datamigration.database.postgres.structure.Structure;
import dev.datamigration.database.postgres.structure.StructureSession;
import dev.datamigration.database.postgres.structure.extension.ExtensionRows;
import dev.datamigration.database.postgres.structure.extension.ExtensionRowsCopy;
import dev.datamigration.database.schema.SchemaPlanning;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.structure.ComparedStructure;
import dev.datamigration.database.structure.Difference;
import dev.datamigration.database.structure.StructureLook;
import dev.datamigration.database.structure.StructurePair;
import dev.datamigration.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Compares both catalogs. It reads them by itself, so that it finds what the schema migration overlooks. */
public final class PostgresStructurePair implements StructurePair {
    private static final int ATTEMPTS = 5;
    private static final long AGAIN_MILLIS = 200;

    private final RunScope scope;
    private final PostgresServer source;
    private final PostgresServer target;
    private final StructureNames names;
    private final String sourcePath;
    private final String targetPath;
    private final BaselineStore baseline;
    private final SchemaDifferenceStore kept;
    private final OpenObjectStore open;
    private final MigrationPlan plan;
    private final SchemaPlanning planning;

    /**
     * @param checkpoints of the target
     * @param planning words what is to be made as the schema migration would
     */
    public PostgresStructurePair(
            RunScope scope,
            PostgresServer source,
            PostgresServer target,
            MigrationPlan plan,
            CheckpointStore checkpoints,
            SchemaPlanning planning) {
        this.scope = scope;
        this.source = source;
        this.target = target;
        this.names = new StructureNames(plan.objects());
        var paths = new SearchPaths(plan.objects().renameSchemas());
        this.sourcePath = paths.source("");
        this.targetPath = paths.target("");
        this.baseline = new BaselineStore(scope, checkpoints.baseline());
        this.kept = checkpoints.schemaDifferences();
        this.open = checkpoints.openObjects();
        this.plan = plan;
        this.planning = planning;
    }

    @Override
    public void remember() {
        try (var onTarget = StructureSession.open(scope, target)) {
            if (!onTarget.ask(baseline::isTaken)) {
                try (var onSource = StructureSession.open(scope, source)) {
                    var now = onSource.ask(this::source);
                    onTarget.run(connection -> baseline.write(connection, now));
                }
            }
        }
    }

    @Override
    public StructureLook look() {
        return new Look(this, StructureSession.open(scope, source), () -> StructureSession.open(scope, target));
    }

    @Override
    public StructureLook lookWithoutWaiting() {
        return new Look(
                this,
                StructureSession.openWithoutWaiting(scope, source),
                () -> StructureSession.openWithoutWaiting(scope, target));
    }

    private record Look(PostgresStructurePair pair, StructureSession source, Supplier<StructureSession> target)
            implements StructureLook {
        @Override
        public String fingerprint() {
            return source.ask(CatalogFingerprint::read) + source.ask(ExtensionRows::fingerprint);
        }

        @Override
        public ComparedStructure compare() {
            try (var opened = target.get()) {
                var now = source.ask(pair::source);
                return source.ask(onSource -> opened.ask(onTarget -> pair.compare(now, onSource, onTarget)));
            }
        }

        @Override
        public void close() {
            source.close();
        }
    }

    @Override
    public ComparedStructure compare(Connection onSource, Connection onTarget) throws SQLException {
        return compare(source(onSource), onSource, onTarget);
    }

    private ComparedStructure compare(Structure structure, Connection onSource, Connection onTarget)
            throws SQLException {
        var known = baseline.read(onTarget)
                .orElseGet(() -> new Baseline(
                        structure.parts().stream().map(Baseline::entry).toList()));
        var result =
                StructureComparison.of(structure, read(onTarget, ObjectFilter.EVERYTHING, targetPath), known, names);
        var found = new ArrayList<>(differences(structure, result.deviations(), onTarget));
        found.addAll(ExtensionRows.differences(onSource, onTarget));
        new Fence().transaction(onTarget, scope, () -> {
            kept.replace(onTarget, found);
            baseline.update(onTarget, known, result.baseline());
        });
        return new ComparedStructure(structure.parts().size(), found);
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
                scope.pause(AGAIN_MILLIS);
            }
        }
    }

    private List<Difference> differences(Structure structure, List<Deviation> found, Connection onTarget)
            throws SQLException {
        var listed = NotCarriedParts.of(open.list(onTarget));
        var deviations =
                found.stream().filter(deviation -> !listed.contain(deviation)).toList();
        return Differences.of(structure, names, planned(deviations), deviations);
    }

    /** Only where something is to be made: reading it takes its time. */
    private Planned planned(List<Deviation> deviations) {
        return deviations.stream().noneMatch(deviation -> deviation.source() != null)
                ? Planned.NOTHING
                : new Planned(
                        planning.statements(planning.plan(scope, plan.carried(), plan.has(MigrationType.Incremental))));
    }

    @Override
    public void copyExtensionRows() {
        new ExtensionRowsCopy(scope, source, target).copy();
    }
}
