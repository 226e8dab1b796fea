package dev.datamigration.task;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.DesiredState;
import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.kubernetes.StatusRefusedException;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.FakeEngine;
import dev.datamigration.testing.alert.TestAlerts;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One task, its control and an engine, without an API server and with a clock that stands until it is moved. */
final class ControlScene {
    static final TaskId ID = new TaskId("shop", "move", "uid-1");
    private static final MigrationTaskSpec SPEC = Serialization.unmarshal("""
            source: {type: PostgreSQL, host: a, database: shop, credentialsSecretRef: {name: a}}
            target: {type: PostgreSQL, host: b, database: shop, credentialsSecretRef: {name: b}}
            objects: {include: ["public.*"]}
            """, MigrationTaskSpec.class);

    final FakeEngine engine = new FakeEngine();
    final List<String> log = new ArrayList<>();
    final List<EventReason> events = new ArrayList<>();
    MigrationTask task = new MigrationTask();
    int writes;
    int secretReads;
    boolean secretsMissing;
    boolean overtaken;
    /** Which statuses the API server refuses for good. */
    Predicate<MigrationTaskStatus> refused = status -> false;

    int refusals;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private TaskControl control = newControl();

    ControlScene() {
        task.setMetadata(new ObjectMetaBuilder()
                .withNamespace(ID.namespace())
                .withName(ID.name())
                .withUid(ID.uid())
                .withGeneration(1L)
                .build());
        task.setSpec(SPEC);
    }

    private TaskControl newControl() {
        return new TaskControl(
                engine,
                this::logins,
                (about, event, at) -> events.add(event.reason()),
                (about, status) -> Optional.of("report"),
                new Alerting(TestAlerts.sendingNothing(clock()), (namespace, ref, host) -> "https://robot/"),
                FixedSettings.DEFAULT,
                clock());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneId.of("Z");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private Logins logins(MigrationTask about) {
        secretReads++;
        if (secretsMissing) {
            throw new FailureException(
                    new Failure(FailureCode.SecretMissing, Side.Source, "the Secret a is missing", "create it"));
        }
        return new Logins(access(Side.Source, "a"), access(Side.Target, "b"));
    }

    private static DatabaseAccess access(Side side, String host) {
        return new DatabaseAccess(
                side, DatabaseType.PostgreSQL, host, 5432, "shop", "user", new Password("secret"), null, null, null);
    }

    ControlScene wants(DesiredState state) {
        return spec(Serialization.clone(task.getSpec()), state);
    }

    private ControlScene spec(MigrationTaskSpec spec, DesiredState state) {
        task.setSpec(new MigrationTaskSpec(
                state,
                spec.resumeNonce(),
                spec.source(),
                spec.target(),
                spec.migrationTypes(),
                spec.objects(),
                spec.precheck(),
                spec.fullMigration(),
                spec.incrementalSync(),
                spec.fullVerification(),
                spec.limits(),
                spec.forwardSwitchover(),
                spec.alerts(),
                spec.engine(),
                null,
                null));
        return specChanged();
    }

    ControlScene specChanged() {
        task.getMetadata().setGeneration(task.getMetadata().getGeneration() + 1);
        return this;
    }

    ControlScene deleted() {
        task.getMetadata().setDeletionTimestamp(now.toString());
        return this;
    }

    ControlScene later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** What a killed operator leaves: the task as it is, and nothing in this process. */
    ControlScene operatorRestarted() {
        engine.forget(ID);
        control = newControl();
        return this;
    }

    ControlScene reports(WorkerState activity) {
        engine.report(ID, activity);
        return this;
    }

    Pass pass() {
        return control.pass(task, this::write);
    }

    MigrationTaskStatus status() {
        return task.getStatus();
    }

    private boolean write(MigrationTask seen, MigrationTaskStatus status) {
        if (overtaken) {
            return false;
        }
        if (refused.test(status)) {
            refusals++;
            throw new StatusRefusedException("422: too much");
        }
        writes++;
        log.add("write " + status.state() + " " + status.phase() + " after "
                + engine.pursued().size() + " goals");
        // what comes back has been text in between
        task.setStatus(Serialization.unmarshal(Serialization.asYaml(status), MigrationTaskStatus.class));
        return true;
    }
}
