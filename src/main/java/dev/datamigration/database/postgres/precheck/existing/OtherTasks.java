package dev.datamigration.database.postgres.precheck.existing;

import dev.datamigration.database.SubTask;
import dev.datamigration.database.postgres.checkpoint.PostgresClaimedTableStore;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Other migration tasks that write to the target, as their checkpoints there have it.
 *
 * @param any whether there may be one: checkpoints that this account may not read count
 * @param having UIDs of those that have a table for their rows, by its name
 */
record OtherTasks(boolean any, Map<TableName, List<String>> having) {
    private static final String FIND =
            " Find it with: kubectl get mt -A -o custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name,UID:.metadata.uid";

    private static final String MERGED = "datamigration.merged_table";

    /**
     * The tables that other tasks have, by the checkpoint table that knows them: of a task of before tables were claimed, what it loaded,
     * under the name on its source.
     */
    private static final Map<String, String> HAVING = Map.of(
            "datamigration.target_table",
            "SELECT target_schema, target_table, pg_catalog.split_part(task_id, '+', 1) FROM datamigration.target_table"
                    + " WHERE pg_catalog.split_part(task_id, '+', 1) <> ?",
            "datamigration.loaded_table",
            "SELECT source_schema, source_table, task_id FROM datamigration.loaded_table WHERE task_id <> ?"
                    + " AND pg_catalog.to_regclass('datamigration.target_table') IS NULL");

    static OtherTasks read(CheckedDatabases databases) {
        var target = databases.target();
        var own = SubTask.mainOf(databases.context().scope().taskId());
        var any = exist(target, "datamigration.task")
                && (!readable(target, "datamigration.task")
                        || target.isTrue(
                                "SELECT EXISTS (SELECT 1 FROM datamigration.task WHERE pg_catalog.split_part(task_id, '+', 1) <> ?)",
                                own));
        return new OtherTasks(any, any ? having(target, own) : Map.of());
    }

    private static Map<TableName, List<String>> having(CheckedDatabase target, String own) {
        return HAVING.entrySet().stream()
                .filter(kept -> exist(target, kept.getKey()) && readable(target, kept.getKey()))
                .flatMap(kept -> target
                        .list(
                                kept.getValue(),
                                row -> Map.entry(new TableName(row.getString(1), row.getString(2)), row.getString(3)),
                                own)
                        .stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** The conditions by which others know their rows in a table that they merge into, by their UIDs. */
    static Map<String, String> merging(CheckedDatabases databases, TableName table) {
        var target = databases.target();
        return exist(target, MERGED) && readable(target, MERGED)
                ? target
                        .list(
                                "SELECT task_id, condition FROM datamigration.merged_table"
                                        + " WHERE target_schema = ? AND target_table = ? AND task_id <> ?",
                                row -> Map.entry(row.getString(1), row.getString(2)),
                                table.schema(),
                                table.table(),
                                databases.context().scope().taskId())
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
                : Map.of();
    }

    /** UIDs of those that have a table of that name for their rows. */
    List<String> having(TableName table) {
        return having.getOrDefault(table, List.of());
    }

    private static boolean exist(CheckedDatabase target, String checkpoints) {
        return target.isTrue("SELECT pg_catalog.to_regclass('" + checkpoints + "') IS NOT NULL");
    }

    private static boolean readable(CheckedDatabase target, String checkpoints) {
        return target.isTrue("SELECT pg_catalog.has_table_privilege('" + checkpoints + "', 'SELECT')"
                + " AND pg_catalog.has_schema_privilege('datamigration', 'USAGE')");
    }

    /** For a table that others have. */
    static String remedy(TableName table, List<String> others) {
        return PostgresClaimedTableStore.remedy(table, others);
    }

    /** For rows of which nobody knows whose they are. */
    static String caution(TableName table) {
        return "Another migration task writes to this database, and the rows of %s may be its rows. Make sure whose they are before you remove any."
                        .formatted(Sql.quoted(table))
                + FIND;
    }
}
