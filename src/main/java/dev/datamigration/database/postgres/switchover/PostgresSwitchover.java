package dev.datamigration.database.postgres.switchover;

import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.sequence.NextValues;
import dev.datamigration.database.switchover.DerivedObjects;
import dev.datamigration.database.switchover.KeptStatements;
import dev.datamigration.database.switchover.LargeObjectFacts;
import dev.datamigration.database.switchover.MutedPrograms;
import dev.datamigration.database.switchover.SwitchoverChecks;
import dev.datamigration.database.switchover.SwitchoverSupport;
import dev.datamigration.database.switchover.WriteFence;

/** A move of the application from or to a PostgreSQL database. */
public record PostgresSwitchover(PostgresServer server) implements SwitchoverSupport {
    @Override
    public WriteFence writeFence() {
        return new PostgresWriteFence(server);
    }

    @Override
    public NextValues nextValues() {
        return new PostgresNextValues(server);
    }

    @Override
    public MutedPrograms mutedPrograms() {
        return new PostgresMutedPrograms();
    }

    @Override
    public DerivedObjects derivedObjects() {
        return new PostgresDerivedObjects();
    }

    @Override
    public KeptStatements keptStatements() {
        return new PostgresKeptStatements();
    }

    @Override
    public LargeObjectFacts largeObjectFacts() {
        return new PostgresLargeObjectFacts(server);
    }

    @Override
    public SwitchoverChecks checks() {
        return new PostgresSwitchoverChecks(server);
    }
}
