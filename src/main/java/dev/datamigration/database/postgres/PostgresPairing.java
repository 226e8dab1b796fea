package dev.datamigration.database.postgres;

import dev.datamigration.database.capability.Pairing;
import dev.datamigration.database.compare.RowHashing;
import dev.datamigration.database.load.RowPipe;
import dev.datamigration.database.postgres.compare.PostgresRowHashing;
import dev.datamigration.database.postgres.load.PostgresRowPipe;
import dev.datamigration.database.postgres.precheck.PostgresChecks;
import dev.datamigration.database.postgres.schema.creation.PostgresSchemaPlanning;
import dev.datamigration.database.precheck.Checks;
import dev.datamigration.database.precheck.PrecheckContext;
import dev.datamigration.database.schema.SchemaPlanning;

/** Two databases of PostgreSQL: the one place where what takes both is put together. */
public record PostgresPairing(PostgresDatabase from, PostgresDatabase to) implements Pairing {
    @Override
    public Checks checks(PrecheckContext context) {
        return new PostgresChecks(context, from.server(), to.server());
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
}
