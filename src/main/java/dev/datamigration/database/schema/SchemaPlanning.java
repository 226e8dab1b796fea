package dev.datamigration.database.schema;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import java.util.List;
import java.util.Map;

/** Says how the schema of a database that is read from is planned and made in one that is written to. */
public interface SchemaPlanning {

    /**
     * Reads both and plans all that is selected; changes nothing.
     *
     * @param objects what is selected, and how it is called on the target
     * @param catchesUp whether changes are applied after the load, until then tables may stand as of different moments
     * @throws dev.datamigration.failure.FailureException if a server failed, or the objects cannot all be named
     */
    SchemaPlan plan(RunScope scope, ObjectSelection objects, boolean catchesUp);

    /**
     * Those of the items that the target does not have, made by hand or by an attempt of ours.
     *
     * @throws dev.datamigration.failure.FailureException if the server failed
     */
    List<SchemaItem> missing(RunScope scope, List<SchemaItem> items);

    /** The statements that make each object of a plan, by its ID and in the order of the plan; for people. */
    Map<String, List<String>> statements(SchemaPlan plan);

    /**
     * A session on the target that makes objects.
     *
     * @param checkpoints are told what becomes of them, in the transaction in which it does
     * @throws dev.datamigration.failure.FailureException if it cannot be had
     */
    SchemaCreation open(RunScope scope, ObjectCheckpoints checkpoints);
}
