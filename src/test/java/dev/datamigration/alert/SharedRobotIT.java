package dev.datamigration.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.alert.FakeRobot;
import dev.datamigration.testing.alert.FakeRobot.Received;
import dev.datamigration.testing.alert.FakeRobot.Reply;
import dev.datamigration.testing.alert.RobotReplies;
import dev.datamigration.testing.alert.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Five hundred tasks that fail at once and share one robot, in real time, over HTTP and an API server. */
@Tag("long")
class SharedRobotIT {
    private static final Logger LOG = Logger.getLogger(SharedRobotIT.class);
    private static final int TASKS = 500;
    private static final int PER_MINUTE = 20;
    private static final String SECRET = "SEC";

    private final List<Instant> refused = new ArrayList<>();
    private final List<Received> taken = new ArrayList<>();

    private synchronized Reply limited(Received received) {
        var minute = received.at().minus(Duration.ofMinutes(1));
        if (taken.stream().filter(earlier -> earlier.at().isAfter(minute)).count() >= PER_MINUTE) {
            refused.add(received.at());
            return Reply.ok("{\"errcode\":130101,\"errmsg\":\"send too fast\"}");
        }
        taken.add(received);
        return RobotReplies.dingTalk(SECRET).apply(received);
    }

    private synchronized String texts() {
        var texts = new StringBuilder();
        taken.forEach(
                one -> texts.append(RobotReplies.json(one).at("/markdown/text").asText()));
        return texts.toString();
    }

    private synchronized List<Received> taken() {
        return List.copyOf(taken);
    }

    private static String name(int task) {
        return "task-%04d".formatted(task);
    }

    @Test
    void everyTaskIsNamedWithinTwoMinutes() {
        var settings = new TestSettings(
                TestSettings.LOCAL.language(),
                TestSettings.LOCAL.allowedHosts(),
                TestSettings.LOCAL.allowedNetworks(),
                true,
                Optional.empty(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                PER_MINUTE);
        try (var robot = new FakeRobot(this::limited);
                var scene = new AlertScene(ApiServer.shared(), settings)) {
            var broken = new Failure(FailureCode.RowRefused, null, "duplicate key", "remove the constraint");
            scene.engine.answering(wanted -> wanted instanceof Wanted.Run run
                    ? new WorkerState.Failed(run.phase(), broken)
                    : new WorkerState.Stopped());
            scene.secret("robot", Map.of("url", robot.url("/robot/send?access_token=token-1"), "secret", SECRET));
            scene.stopOperator();
            for (var task = 0; task < TASKS; task++) {
                scene.task(
                        name(task),
                        "desiredState: Running\nalerts: {taskStatus: {channel: DingTalk, frequencySeconds: 600,"
                                + " urlSecretRef: {name: robot, key: url}, signingSecretRef: {name: robot, key: secret}}}");
            }
            var begun = Instant.now();
            scene.startOperator();
            Awaitility.await().pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                var texts = texts();
                for (var task = 0; task < TASKS; task++) {
                    assertThat(texts).contains(scene.namespace + "/" + name(task));
                }
            });
            assertThat(refused).isEmpty();
            var messages = taken();
            LOG.infof(
                    "%d tasks in %d messages, the last after %s",
                    TASKS,
                    messages.size(),
                    Duration.between(begun, messages.get(messages.size() - 1).at()));
        }
    }
}
