package dev.datamigration.database.precheck;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.schema.Shortfall;
import dev.datamigration.plan.MigrationPlan;
import java.util.List;
import java.util.function.Supplier;

/**
 * Says what checks need to know of the task.
 *
 * @param logReader name under which a log is read for the task: in PostgreSQL that of its replication slot, and of its
 *     publication
 * @param shortfalls finds out what the target would not get of the schema; asked at most once, and only if a check wants it
 */
public record PrecheckContext(
        RunScope scope, MigrationPlan plan, String logReader, Supplier<List<Shortfall>> shortfalls) {}
