package dev.datamigration.database.postgres;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.capability.Pairing;
import dev.datamigration.database.compare.RowHashing;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.database.load.RowPipe;
import dev.datamigration.database.postgres.compare.PostgresRowHashing;
import dev.datamigration.database.postgres.largeobject.PostgresLargeObjects;
import dev.datamigration.database.postgres.load.PostgresRowPipe;
import dev.datamigration.database.postgres.precheck.PostgresChecks;
import dev.datamigration.database.postgres.replay.PostgresStructureReplay;
import dev.datamigration.database.postgres.schema.creation.PostgresSchemaPlanning;
import dev.datamigration.database.postgres.structure.difference.PostgresStructurePair;
import dev.datamigration.database.postgres.write.PostgresTableBinder;
import dev.datamigration.database.precheck.Checks;
import dev.datamigration.database.precheck.PrecheckContext;
import dev.datamigration.database.replay.StructureReplay;
import dev.datamigration.database.schema.SchemaPlanning;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.structure.StructurePair;
import dev.datamigration.database.write.TableBinder;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.plan.WantedChanges;
import java.util.Optional;

/** Two databases of PostgreSQL: the one place where what takes both is put together. */
public record PostgresPairing(PostgresDatabase from, PostgresDatabase to) implements Pairing {
    @Override
    public Checks checks(PrecheckContext context) {
        return new PostgresChecks(context, from.server(), to.server());
    }

    @Override
    public TableBinder tableBinder(
            RunScope scope, Direction direction, ObjectFilter filter, boolean sameTypes, WantedChanges wanted) {
        return new PostgresTableBinder(from.server(), to.server(), scope, direction, filter, sameTypes, wanted);
    }

    @Override
    public StructureReplay structureReplay(RunScope scope, MigrationPlan plan) {
        return new PostgresStructureReplay(from.server().side(), plan);
    }

    @Override
    public RowPipe rowPipe() {
        return new PostgresRowPipe();
    }

    @Override
    public RowHashing rowHashing() {
        return new PostgresRowHashing();
    }

    @Override
    public SchemaPlanning schemaPlanning() {
        return new PostgresSchemaPlanning(from.server(), to.server());
    }

    @Override
    public StructurePair structures(RunScope scope, MigrationPlan plan) {
        var checkpoints = to.checkpoints(scope.taskId(), from.server().positions());
        return new PostgresStructurePair(scope, from.server(), to.server(), plan, checkpoints, schemaPlanning());
    }

    @Override
    public Optional<LargeObjects> largeObjects(RunScope scope, ObjectSelection objects) {
        return Optional.of(new PostgresLargeObjects(scope, from.server(), to.server(), objects));
    }
}
