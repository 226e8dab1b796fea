package dev.datamigration.database.switchover;

import dev.datamigration.database.sequence.NextValues;

/** Says what one database can do for a move of the application. */
public interface SwitchoverSupport {
    WriteFence writeFence();

    NextValues nextValues();

    MutedPrograms mutedPrograms();

    DerivedObjects derivedObjects();

    KeptStatements keptStatements();

    LargeObjectFacts largeObjectFacts();

    SwitchoverChecks checks();
}
