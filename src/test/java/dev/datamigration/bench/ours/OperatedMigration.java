package dev.datamigration.bench.ours;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.server.BenchServers;
import dev.datamigration.bench.server.Moved;
import dev.datamigration.bench.server.Stopwatch;
import dev.datamigration.switchover.LiveTask;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.TestDatabase;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A task from the moment at which it is applied until it is Completed, by an operator that runs already.
 *
 * @param api which the operator watches
 */
public record OperatedMigration(BenchServers servers, TestDatabase source, ApiServer api) implements Contender {
    private static final int HOURS = 6;

    @Override
    public String name() {
        return "ours, from apply to Completed";
    }

    @Override
    public double seconds() {
        var target = servers.createTarget();
        var watch = Stopwatch.start();
        var task = new LiveTask(api, source, target, "migrationTypes: [Schema, Full]");
        var ended = task.resource().waitUntilCondition(OperatedMigration::isOver, HOURS, TimeUnit.HOURS);
        var seconds = watch.seconds();
        if (ended.getStatus().state() != TaskState.Completed) {
            throw new IllegalStateException(String.valueOf(ended.getStatus().failure()));
        }
        new Moved(source).checkAll(target);
        task.resource().delete();
        task.resource().waitUntilCondition(Objects::isNull, HOURS, TimeUnit.HOURS);
        servers.drop(target);
        return seconds;
    }

    private static boolean isOver(MigrationTask task) {
        return task != null
                && task.getStatus() != null
                && (task.getStatus().state() == TaskState.Completed
                        || task.getStatus().state() == TaskState.Failed);
    }
}
