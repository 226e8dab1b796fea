package dev.datamigration.database.capability;

import dev.datamigration.database.compare.RowHashing;
import dev.datamigration.database.load.RowPipe;
import dev.datamigration.database.precheck.Checks;
import dev.datamigration.database.precheck.PrecheckContext;
import dev.datamigration.database.schema.SchemaPlanning;

/** A database that is read from and one that is written to, and what their two kinds can do together. */
public interface Pairing {

    /** What a precheck asks them; they are not connected to yet. */
    Checks checks(PrecheckContext context);

    /** How rows get from tables of the one into tables of the other. */
    RowPipe rowPipe();

    /** Returns how rows are hashed alike in both. */
    RowHashing rowHashing();

    /** How the schema of the one is made in the other. */
    SchemaPlanning schemaPlanning();
}
