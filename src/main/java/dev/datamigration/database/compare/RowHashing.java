package dev.datamigration.database.compare;

import dev.datamigration.database.table.DataTable;
import dev.datamigration.plan.Direction;
import java.util.Optional;

/** Says how rows of two databases are hashed so that equal rows have the same hash on both. */
public interface RowHashing {
    /** Returns why rows of two tables cannot be compared, for people: their columns differ. Empty where they can. */
    Optional<String> difference(Direction direction, DataTable source, DataTable target);

    /**
     * Says how tables are compared.
     *
     * @param source for questions to the catalog, now and later, as is target
     * @throws dev.datamigration.failure.FailureException if a server fails
     */
    ComparedTables tables(ComparisonSession source, ComparisonSession target);
}
