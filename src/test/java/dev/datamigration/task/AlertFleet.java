package dev.datamigration.task;

import dev.datamigration.alert.dispatch.AlertDispatcher;
import dev.datamigration.alert.dispatch.RetryPolicy;
import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.task.observation.Observer;
import dev.datamigration.testing.FakeEngine;
import dev.datamigration.testing.alert.TestAlerts;
import dev.datamigration.testing.alert.VirtualRobot;
import dev.datamigration.testing.alert.VirtualTime;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Many tasks that fail at once and share one robot, under the real control, in virtual time; it can be killed. */
final class AlertFleet {
    private static final Logins LOGINS = new Logins(access(Side.Source), access(Side.Target));

    final VirtualTime time = new VirtualTime();
    final VirtualRobot robot;
    private final Map<TaskId, MigrationTask> tasks = new LinkedHashMap<>();
    private final Random random;
    private TaskControl control;
    private FakeEngine engine;
    private int lifetime;

    AlertFleet(int size, String language, long seed) {
        random = new Random(seed);
        robot = new VirtualRobot(time, random);
        var spec = spec(language);
        for (var i = 0; i < size; i++) {
            var task = task(name(i), spec);
            tasks.put(Observer.id(task), task);
        }
        start();
    }

    /** Of one length, so that none is part of another. */
    static String name(int number) {
        return "shop/task-%04d".formatted(number);
    }

    private static MigrationTask task(String name, MigrationTaskSpec spec) {
        var task = new MigrationTask();
        var simple = name.substring(name.indexOf('/') + 1);
        task.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName(simple)
                .withUid("uid-" + simple)
                .withGeneration(1L)
                .build());
        task.setSpec(spec);
        task.setStatus(MigrationTaskStatus.empty());
        return task;
    }

    private static MigrationTaskSpec spec(String language) {
        return Serialization.unmarshal("""
                desiredState: Running
                source: {type: PostgreSQL, host: a, database: shop, credentialsSecretRef: {name: a}}
                target: {type: PostgreSQL, host: b, database: shop, credentialsSecretRef: {name: b}}
                objects: {include: ["public.*"]}
                alerts: {taskStatus: {channel: DingTalk, language: %s, frequencySeconds: 300, urlSecretRef: {name: r, key: u}}}
                """.formatted(language), MigrationTaskSpec.class);
    }

    private static DatabaseAccess access(Side side) {
        return new DatabaseAccess(
                side, DatabaseType.PostgreSQL, "h", 5432, "shop", "u", new Password("p"), null, null, null);
    }

    private void start() {
        lifetime++;
        engine = new FakeEngine().answering(AlertFleet::failing);
        var dispatcher = new AlertDispatcher(
                robot, new RetryPolicy(Duration.ofSeconds(1), 3, Duration.ofSeconds(1)), time, whileAlive());
        control = new TaskControl(
                engine,
                task -> LOGINS,
                (task, event, now) -> {},
                (task, status) -> Optional.empty(),
                new Alerting(
                        TestAlerts.with(dispatcher),
                        (namespace, ref, host) -> "https://oapi.dingtalk.com/?access_token=t"),
                FixedSettings.DEFAULT,
                time);
        engine.onChange(this::soon);
        dispatcher.onChange(this::soon);
        tasks.keySet().forEach(this::soon);
    }

    /** What a killed process had planned does not happen. */
    private dev.datamigration.alert.dispatch.WakeUp whileAlive() {
        var born = lifetime;
        return (at, work) -> time.at(at, () -> {
            if (born == lifetime) {
                work.run();
            }
        });
    }

    /** Everything but the tasks' statuses, as last written, is gone; another process begins a while later. */
    void kill(Duration pause) {
        lifetime++;
        robot.operatorKilled();
        time.pass(pause);
        start();
    }

    private static WorkerState failing(Wanted wanted) {
        var message = "cannot write to table public.orders: duplicate key value violates unique constraint orders_pkey";
        return wanted instanceof Wanted.Run run
                ? new WorkerState.Failed(
                        run.phase(),
                        new Failure(FailureCode.RowRefused, Side.Target, message, "remove the constraint, then resume"))
                : new WorkerState.Stopped();
    }

    private void soon(TaskId id) {
        look(id, Duration.ofMillis(5 + random.nextInt(100)));
    }

    private void look(TaskId id, Duration after) {
        var born = lifetime;
        time.after(after, () -> {
            if (born == lifetime) {
                var task = tasks.get(id);
                control.pass(task, AlertFleet::write)
                        .nextLook(FixedSettings.DEFAULT)
                        .ifPresent(again -> look(id, again));
            }
        });
    }

    /** What is written has been text in between. */
    private static boolean write(MigrationTask task, MigrationTaskStatus status) {
        task.setStatus(Serialization.unmarshal(Serialization.asJson(status), MigrationTaskStatus.class));
        return true;
    }
}
