package dev.datamigration.transfer.precheck.existing;

import dev.datamigration.database.postgres.TableName;
import dev.datamigration.transfer.precheck.check.CheckedDatabases;
import java.util.List;

/** Other migration tasks that write to the target, as their checkpoints there have it. */
record OtherTasks(CheckedDatabases databases) {
    private static final String FIND =
            " Find it with: kubectl get mt -A -o custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name,UID:.metadata.uid";

    /** Whether there may be one: checkpoints that this account may not read count. */
    boolean any() {
        return exist("datamigration.task")
                && (!readable("datamigration.task")
                        || databases
                                .target()
                                .isTrue(
                                        "SELECT EXISTS (SELECT 1 FROM datamigration.task WHERE task_id <> ?)",
                                        databases.run().scope().taskId()));
    }

    /** UIDs of those that load a table of that name. */
    List<String> filling(TableName table) {
        if (!exist("datamigration.loaded_table") || !readable("datamigration.loaded_table")) {
            return List.of();
        }
        return databases
                .target()
                .list(
                        "SELECT DISTINCT task_id FROM datamigration.loaded_table WHERE task_id <> ? AND source_schema = ?"
                                + " AND source_table = ? ORDER BY 1",
                        row -> row.getString(1),
                        databases.run().scope().taskId(),
                        table.schema(),
                        table.table());
    }

    private boolean exist(String checkpoints) {
        return databases.target().isTrue("SELECT pg_catalog.to_regclass('" + checkpoints + "') IS NOT NULL");
    }

    private boolean readable(String checkpoints) {
        return databases
                .target()
                .isTrue("SELECT pg_catalog.has_table_privilege('" + checkpoints + "', 'SELECT')"
                        + " AND pg_catalog.has_schema_privilege('datamigration', 'USAGE')");
    }

    /** For a table that others load. */
    static String remedy(TableName table, List<String> others) {
        return "The migration task with the UID %s loads %s: end that task, or leave the table out, or give it another name by spec.objects.renameTables."
                        .formatted(String.join(", ", others), table.quoted())
                + FIND;
    }

    /** For rows of which nobody knows whose they are. */
    static String caution(TableName table) {
        return "Another migration task writes to this database, and the rows of %s may be its rows. Make sure whose they are before you remove any."
                        .formatted(table.quoted())
                + FIND;
    }
}
