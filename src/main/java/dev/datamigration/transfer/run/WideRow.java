package dev.datamigration.transfer.run;

import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.TooWide;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.failure.Cut;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.ArrayList;

/** A change in the log with a row that is wider than the task's limit. */
public final class WideRow {
    private static final int LONGEST_KEY = 200;

    private WideRow() {}

    /** The failure that names its table and, where the log has it, its key. */
    public static FailureException failure(Relation relation, TooWide change, Run run) {
        return new FailureException(new Failure(
                FailureCode.RowTooWide,
                run.source().side(),
                "%s of a row of %s%s takes %d bytes in the log of the %s, too many for spec.limits.maxRowBytes (%d)."
                        .formatted(
                                change.kind(),
                                relation.name(),
                                key(relation, change),
                                change.bytes(),
                                run.source().side().word(),
                                run.plan().limits().maxRowBytes()),
                "Raise spec.limits.maxRowBytes and the worker's memory with it, then resume. The change is in the log"
                        + " already, so that a smaller row does not help; a table with wider rows has to be left out of"
                        + " a new task."));
    }

    private static String key(Relation relation, TooWide change) {
        if (relation.replicaIdentity() == ReplicaIdentity.Full) {
            return ""; // the log does not tell which columns are the key
        }
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (var i = 0; i < relation.columns().size(); i++) {
            if (relation.columns().get(i).identity()) {
                names.add(relation.columns().get(i).name());
                values.add(change.row().isUnchanged(i) ? "…" : change.row().text(i));
            }
        }
        var text = String.join(", ", values);
        return names.isEmpty()
                ? ""
                : " with the key (%s) = (%s)".formatted(String.join(", ", names), Cut.to(LONGEST_KEY, text));
    }
}
