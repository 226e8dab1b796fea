package dev.datamigration.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.alert.TestAlerts;
import dev.datamigration.testing.compare.DatabaseComparer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Etcd is restored to what it held in an earlier phase, while the databases have gone on: the task goes on, too. */
class RestoredStatusIT {
    private final TestDatabase source = PostgresServers.source().createDatabase("restored_source");
    private final TestDatabase target = PostgresServers.target().createDatabase("restored_target");
    private final MigrationTask task = new MigrationTask();
    private final List<EventReason> events = new ArrayList<>();
    private final Map<Phase, MigrationTaskStatus> kept = new EnumMap<>(Phase.class);
    private LocalEngine engine;
    private TaskControl control;

    @AfterEach
    void end() {
        engine.close();
    }

    private void startOperator() {
        engine = new LocalEngine();
        control = new TaskControl(
                engine,
                about -> new Logins(source.access(Side.Source), target.access(Side.Target)),
                (about, event, at) -> events.add(event.reason()),
                (about, status) -> Optional.empty(),
                new Alerting(TestAlerts.sendingNothing(Clock.systemUTC()), (namespace, ref, host) -> "https://robot/"),
                FixedSettings.FAST,
                Clock.systemUTC());
    }

    private void create() {
        source.execute(
                "CREATE TABLE account (id bigint PRIMARY KEY, owner text)",
                "INSERT INTO account SELECT i, 'owner ' || i FROM generate_series(1, 5000) i");
        task.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("move")
                .withUid(UUID.randomUUID().toString())
                .withGeneration(1L)
                .build());
        task.setSpec(Serialization.unmarshal("""
                source: {type: PostgreSQL, host: a, database: shop, credentialsSecretRef: {name: a}}
                target: {type: PostgreSQL, host: b, database: shop, credentialsSecretRef: {name: b}}
                objects: {include: ["public.*"]}
                desiredState: Running
                """, MigrationTaskSpec.class));
    }

    private void passUntilCompared() {
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            pass();
            kept.putIfAbsent(task.getStatus().phase(), task.getStatus());
            resumeWhereTheStatusIsBehind();
            return task.getStatus().phase() == Phase.FullVerification
                    && Boolean.TRUE.equals(task.getStatus().phaseComplete());
        });
    }

    private void pass() {
        control.pass(task, (seen, status) -> {
            task.setStatus(Serialization.clone(status));
            return true;
        });
    }

    private void change(Consumer<ObjectNode> edit) {
        var spec = Serialization.unmarshal(Serialization.asJson(task.getSpec()), ObjectNode.class);
        edit.accept(spec);
        task.setSpec(Serialization.unmarshal(Serialization.asJson(spec), MigrationTaskSpec.class));
        task.getMetadata().setGeneration(task.getMetadata().getGeneration() + 1);
    }

    /** A person who has seen to it that no other cluster moves the task resumes it; nothing else may go wrong. */
    private void resumeWhereTheStatusIsBehind() {
        var failure = task.getStatus().failure();
        if (failure != null) {
            assertThat(failure.code()).as(failure.message()).isEqualTo("StatusBehind");
            change(spec -> spec.put("resumeNonce", task.getSpec().resumeNonce() + 1));
        }
    }

    @Test
    void fromEveryPhaseOnALaterWorkerTakesUpTheCheckpoints() {
        create();
        startOperator();
        passUntilCompared();
        assertThat(kept)
                .containsOnlyKeys(
                        Phase.Precheck,
                        Phase.SchemaMigration,
                        Phase.FullMigration,
                        Phase.IncrementalSync,
                        Phase.FullVerification);
        var statuses = new ArrayList<>(kept.values());
        statuses.add(0, MigrationTaskStatus.empty());
        for (var restored : statuses) {
            var known = epochInDatabase();
            engine.close();
            target.execute("UPDATE datamigration.task_holder SET process = 'another'"); // which ended with the operator
            source.execute(
                    "UPDATE account SET owner = owner || '+' WHERE id % 7 = 0",
                    "DELETE FROM account WHERE id = " + (known + 1));
            task.setStatus(restored);
            events.clear();
            startOperator();
            passUntilCompared();
            assertThat(task.getStatus().epoch())
                    .as("restored to %s", restored.phase())
                    .isGreaterThan(known);
            assertThat(epochInDatabase()).isEqualTo(task.getStatus().epoch());
            assertThat(task.getStatus().state()).isEqualTo(TaskState.Running);
            assertThat(task.getStatus().verification().consistent()).isTrue();
            // equal as of a moment before: what came later is on its way
            await().untilAsserted(() -> assertThat(DatabaseComparer.compare(source, target))
                    .isNotEmpty()
                    .allMatch(table -> table.same()));
            assertThat(target.count("datamigration.chunk WHERE copies <> 1"))
                    .as("loaded anew")
                    .isZero();
        }
        assertEndsWithoutATrace();
    }

    /** Put back to before it was started, and ended then: what the databases hold of it is found all the same. */
    private void assertEndsWithoutATrace() {
        engine.close();
        task.setStatus(MigrationTaskStatus.empty());
        change(spec -> spec.put("desiredState", "Ended"));
        startOperator();
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            pass();
            return task.getStatus().state() == TaskState.Ended;
        });
        assertThat(task.getStatus().release()).isNull();
        assertThat(source.count("pg_replication_slots WHERE database = current_database()"))
                .isZero();
        assertThat(source.count("pg_publication")).isZero();
        assertThat(target.queryOne("SELECT to_regnamespace('datamigration')")).isNull();
    }

    private long epochInDatabase() {
        return target.count("generate_series(1, (SELECT epoch FROM datamigration.task))");
    }
}
