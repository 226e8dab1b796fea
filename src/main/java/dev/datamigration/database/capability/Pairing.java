package dev.datamigration.database.capability;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.compare.RowHashing;
import dev.datamigration.database.largeobject.LargeObjects;
import dev.datamigration.database.load.RowPipe;
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

/** A database that is read from and one that is written to, and what their two kinds can do together. */
public interface Pairing {

    /** Returns what a precheck asks them; they are not connected to yet. */
    Checks checks(PrecheckContext context);

    /**
     * Binds tables of the one to their counterparts in the other.
     *
     * @param filter which tables are meant, in the names of the one that is read
     * @param sameTypes whether columns had the same types on both sides when the task began
     * @param wanted which kinds of changes are applied
     */
    TableBinder tableBinder(
            RunScope scope, Direction direction, ObjectFilter filter, boolean sameTypes, WantedChanges wanted);

    /** Returns how changes of the structure of the one are made in the other. */
    StructureReplay structureReplay(RunScope scope, MigrationPlan plan);

    /** Returns how rows get from tables of the one into tables of the other. */
    RowPipe rowPipe();

    /** Returns how rows are hashed alike in both. */
    RowHashing rowHashing();

    /** Returns how the schema of the one is made in the other. */
    SchemaPlanning schemaPlanning();

    /** Their structure, as far as a plan means it. */
    StructurePair structures(RunScope scope, MigrationPlan plan);

    /**
     * Their large objects; empty where they have none.
     *
     * @param objects says what is carried of owners and privileges
     */
    Optional<LargeObjects> largeObjects(RunScope scope, ObjectSelection objects);
}
