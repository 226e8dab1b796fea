package dev.datamigration.database.postgres.compare;

import dev.datamigration.database.compare.ComparedTables;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.database.compare.RowHashing;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.plan.Direction;
import java.util.Optional;

/** Rows of two databases that print values alike are hashed as they print. */
public final class PostgresRowHashing implements RowHashing {
    @Override
    public Optional<String> difference(Direction direction, DataTable source, DataTable target) {
        return SchemaDifference.between(direction, source, target);
    }

    @Override
    public ComparedTables tables(ComparisonSession source, ComparisonSession target) {
        return HashedTables.of(source, target);
    }
}
