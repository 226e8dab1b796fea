package dev.datamigration.bench.scene;

import dev.datamigration.batch.StoppedFleet;
import dev.datamigration.bench.measure.Contender;
import dev.datamigration.bench.measure.Scene;
import dev.datamigration.testing.ApiServer;
import java.util.List;
import java.util.concurrent.Callable;

/** Many tasks that are stopped at once. */
public record StopScene(ApiServer api, StoppedFleet fleet) implements Scene {
    private static final int PARALLELISM = 100;

    public static StopScene of(int tasks) {
        var api = ApiServer.start();
        return new StopScene(api, new StoppedFleet(api, tasks, PARALLELISM));
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                new Way("ours, one batch operation", fleet::secondsByBatch),
                new Way("one client with the same writes", fleet::secondsByClient));
    }

    @Override
    public String work() {
        return "Stop of %,d running tasks, %d at a time, until all have stopped, with their own controller played; the API server is %s"
                .formatted(fleet.tasks(), PARALLELISM, api.description());
    }

    @Override
    public long amount() {
        return fleet.tasks();
    }

    @Override
    public String unit() {
        return "tasks";
    }

    @Override
    public void close() {
        api.close();
    }

    private record Way(String name, Callable<Double> work) implements Contender {
        @Override
        public double seconds() throws Exception {
            return work.call();
        }
    }
}
