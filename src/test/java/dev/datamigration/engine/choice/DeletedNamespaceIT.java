package dev.datamigration.engine.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.engine.remote.ProvisioningRefusedException;
import dev.datamigration.engine.remote.RemoteSettings;
import dev.datamigration.engine.remote.WorkerAddress;
import dev.datamigration.engine.remote.WorkerEngine;
import dev.datamigration.engine.remote.WorkerProvisioner;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.PostgresServers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A task's namespace is deleted with everything in it: what the task holds on its servers is released all the same. */
class DeletedNamespaceIT {

    @Test
    void whatIsHeldIsReleasedWithoutAWorker() {
        var source = PostgresServers.source().createDatabase("namespace_source");
        var target = PostgresServers.target().createDatabase("namespace_target");
        source.execute("CREATE TABLE account (id bigint PRIMARY KEY)", "INSERT INTO account VALUES (1)");
        EngineDriver driver;
        String slot;
        try (var worker = new LocalEngine()) {
            driver = new EngineDriver(worker, EngineDriver.plan(source, target));
            driver.performUpTo(Phase.FullMigration);
            slot = CaptureName.of(driver.task().uid(), Direction.Forward);
            assertThat(source.count("pg_replication_slots WHERE slot_name = '" + slot + "'"))
                    .isEqualTo(1);
        }
        var place = new GoingAway();
        try (var pods = new WorkerEngine(place, new Settings());
                var process = new LocalEngine()) {
            driver = driver.on(new InProcessRelease(pods, process)).resume();
            driver.release();
            assertThat(source.count("pg_replication_slots WHERE slot_name = '" + slot + "'"))
                    .isZero();
            assertThat(target.queryOne("SELECT to_regclass('datamigration.task')"))
                    .isNull();
            assertThat(target.count("account")).isEqualTo(1);

            var neverStarted = new EngineDriver(new InProcessRelease(pods, process), driver.plan());
            neverStarted.pursue(new Wanted.ReleaseOrphans());
            neverStarted.awaitActivity(activity -> activity instanceof WorkerState.Released);
            assertThat(place.asked)
                    .as("nobody tried to start a worker")
                    .doesNotContain(neverStarted.task().uid());
        }
    }

    /** Where nothing new is taken. */
    private static final class GoingAway implements WorkerProvisioner {
        private final Set<String> asked = ConcurrentHashMap.newKeySet();

        @Override
        public Set<String> tasks(String namespace) {
            return Set.of();
        }

        @Override
        public Optional<Found> find(TaskId task) {
            return Optional.empty();
        }

        @Override
        public WorkerAddress start(TaskId task, long epoch, EngineSettings settings, int workers) {
            asked.add(task.uid());
            throw new ProvisioningRefusedException(task.namespace(), null);
        }

        @Override
        public void resize(TaskId task, int workers) {}

        @Override
        public boolean isDown(TaskId task, boolean ran) {
            return false;
        }

        @Override
        public String diagnosis(TaskId task) {
            return "";
        }

        @Override
        public void replace(TaskId task) {}

        @Override
        public void remove(TaskId task) {}
    }

    private record Settings() implements RemoteSettings {
        @Override
        public Duration reportInterval() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration unreachableAfter() {
            return Duration.ofSeconds(15);
        }

        @Override
        public Duration lostAfter() {
            return Duration.ofMinutes(2);
        }
    }
}
