package dev.datamigration.database.compare;

import dev.datamigration.database.table.DataTable;
import java.util.List;

/** Says how tables are compared, the same for every worker. */
public interface ComparedTables {
    /**
     * A table as it is compared.
     *
     * @throws dev.datamigration.failure.FailureException if a server fails
     */
    Both<ComparedTable> pair(Both<DataTable> table);

    /** The same over other sessions: what was found out of both servers is not asked again. */
    ComparedTables over(ComparisonSession source, ComparisonSession target);

    /** One question to each side: what the rows of many small tables come to, in their order. Each side is read whole at once. */
    Both<ComparisonSession.Question<List<Aggregate>>> whole(List<Both<DataTable>> tables);
}
