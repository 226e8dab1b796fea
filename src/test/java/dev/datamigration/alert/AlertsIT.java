package dev.datamigration.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.api.alert.AlertsStatus;
import dev.datamigration.api.batch.BatchTaskResult;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.database.postgres.connection.PostgresFailures;
import dev.datamigration.failure.Failure;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.alert.FakeRobot;
import dev.datamigration.testing.alert.FakeRobot.Reply;
import dev.datamigration.testing.alert.RobotReplies;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts from a task's failure to the robot and back into its status, on the real API server and on the mock. */
@ParameterizedClass
@MethodSource("servers")
class AlertsIT {
    private static final String TOKEN = "token-that-nobody-may-see";
    private static final String SECRET = "SEC-that-nobody-may-see";
    private static final String CARD = "4111111111111111";
    private static final String DINGTALK =
            "{channel: DingTalk, frequencySeconds: 60, urlSecretRef: {name: robot, key: url},"
                    + " signingSecretRef: {name: robot, key: secret}, remarks: call Ann}";

    enum Kind {
        REAL,
        MOCK
    }

    @Parameter
    Kind kind;

    private final FakeRobot robot = new FakeRobot(RobotReplies.dingTalk(SECRET));
    private AlertScene scene;

    static Stream<Kind> servers() {
        return Stream.of(Kind.values());
    }

    @BeforeEach
    void begin() {
        scene = new AlertScene(kind == Kind.REAL ? ApiServer.realOrSkip() : ApiServer.mock());
        scene.secret("robot", Map.of("url", robot.url("/robot/send?access_token=" + TOKEN), "secret", SECRET));
    }

    @AfterEach
    void end() {
        if (scene != null) { // null where the test was skipped
            scene.close();
        }
        robot.close();
    }

    private static boolean has(MigrationTaskStatus status, AlertLevel level, AlertSending sending) {
        return alerts(status).recent().stream().anyMatch(alert -> alert.level() == level && alert.sending() == sending);
    }

    private static AlertsStatus alerts(MigrationTaskStatus status) {
        return status.alerts() == null ? AlertsStatus.NONE : status.alerts();
    }

    private String text(int message) {
        return RobotReplies.json(robot.received().get(message))
                .at("/markdown/text")
                .asText();
    }

    @Test
    void aFailureAndItsEndReachPeopleAndAreRecorded() {
        scene.task("orders", "desiredState: Running\nalerts: {taskStatus: " + DINGTALK + "}");
        scene.await("orders", status -> status.state() == TaskState.Running);
        scene.fails("orders", "duplicate key in public.orders");
        var status = scene.await("orders", found -> has(found, AlertLevel.Critical, AlertSending.Sent));
        assertThat(status.alerts().configured()).isEqualTo("DingTalk");
        assertThat(status.supportedOperations()).contains(TaskOperation.ModifyAlertConfiguration);
        assertThat(text(0))
                .contains(scene.namespace + "/orders", "Precheck", "duplicate key in public.orders")
                .contains("remove the constraint", "kubectl -n " + scene.namespace + " describe migrationtask orders")
                .contains("call Ann", status.failure().since());
        if (kind == Kind.REAL) {
            assertThat(scene.run(text(0)))
                    .contains("Failed", "duplicate key in public.orders", "remove the constraint");
        }

        scene.patch("orders", "{\"resumeNonce\": 1}");
        scene.await("orders", found -> has(found, AlertLevel.Recovered, AlertSending.Sent));
        assertThat(text(1)).contains("Recovered", "duplicate key in public.orders");
        Awaitility.await()
                .untilAsserted(() -> assertThat(scene.events())
                        .filteredOn(event -> event.getReason().equals("AlertSent"))
                        .hasSize(2));
        assertThat(robot.received()).hasSize(2);
        assertThat(scene.visible()).doesNotContain(TOKEN).doesNotContain(SECRET);
    }

    /** The card number of a row that a real server quotes in its errors, in every way that a person could come to read it. */
    @Test
    void aValueOfARowReachesNobody() throws SQLException {
        var database = PostgresServers.shared(18).createDatabase("alerted");
        database.execute(
                "CREATE FUNCTION speak(text) RETURNS boolean LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''card %'', $1 USING ERRCODE = ''C4RD1'', DETAIL = $1, HINT = $1; END'",
                "CREATE TABLE cards (card text UNIQUE)", "INSERT INTO cards VALUES ('" + CARD + "')");
        for (var refused : Map.of(
                        "spoken", "SELECT speak(card) FROM cards",
                        "twice", "INSERT INTO cards VALUES ('" + CARD + "')",
                        "cast", "SELECT card::int2 FROM cards",
                        "named", "SELECT ('c' || card)::regclass FROM cards")
                .entrySet()) {
            var name = refused.getKey();
            scene.task(name, "desiredState: Running\nalerts: {taskStatus: " + DINGTALK + "}");
            scene.await(name, status -> status.state() == TaskState.Running);
            scene.fails(name, refusal(database, refused.getValue()));
            scene.await(name, found -> has(found, AlertLevel.Critical, AlertSending.Sent));
        }
        assertThat(robot.received())
                .isNotEmpty()
                .noneMatch(message -> message.body().contains("4111"));
        assertThat(scene.events()).anyMatch(event -> event.getType().equals("Warning"));
        assertThat(scene.visible()).contains("spoken", "twice", "cast", "named").doesNotContain("4111");
    }

    private static Failure refusal(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            throw new AssertionError("not refused: " + sql);
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("4111");
            return PostgresFailures.of(e, database.access(Side.Target), "writing rows")
                    .failure();
        }
    }

    @Test
    void whatATaskWaitsForReachesPeople() {
        scene.task("orders", "desiredState: Running\nalerts: {taskStatus: " + DINGTALK + "}");
        scene.await("orders", status -> status.state() == TaskState.Running);
        scene.waits("orders", Instant.now().minusSeconds(3600), "process 7 of ann, since 01:00");
        scene.await("orders", found -> has(found, AlertLevel.Warning, AlertSending.Sent));
        assertThat(text(0)).contains("waits on the target for process 7 of ann", "SELECT pg_terminate_backend(7);");
    }

    @Test
    void whatCannotBeSentIsRecordedWithItsReason() {
        robot.answering(RobotReplies.dingTalk("another secret"));
        scene.task("orders", "desiredState: Running\nalerts: {taskStatus: " + DINGTALK + "}");
        scene.task(
                "goods",
                "desiredState: Running\nalerts: {taskStatus: {channel: Lark, urlSecretRef: {name: robot, key: none}}}");
        scene.await("orders", status -> status.state() == TaskState.Running);
        scene.await("goods", status -> status.state() == TaskState.Running);
        scene.fails("orders", "broken");
        scene.fails("goods", "broken");
        var refused = scene.await("orders", found -> has(found, AlertLevel.Critical, AlertSending.Failed));
        assertThat(refused.alerts().recent().get(0).result()).contains("310000", "sign not match");
        var missing = scene.await("goods", found -> has(found, AlertLevel.Critical, AlertSending.Failed));
        assertThat(missing.alerts().recent().get(0).result()).contains("Secret robot", "key none");
        Awaitility.await()
                .untilAsserted(() -> assertThat(scene.events())
                        .filteredOn(event -> event.getReason().equals("AlertNotSent"))
                        .hasSize(2));
        assertThat(scene.visible()).doesNotContain(TOKEN).doesNotContain(SECRET);
    }

    @Test
    void aBatchStoresTestsAndTellsTheResultOfEachTask() {
        scene.task("new", "alerts: {taskStatus: {channel: Lark, urlSecretRef: {name: gone, key: url}}}");
        scene.task("running", "desiredState: Running");
        scene.await("running", status -> status.state() == TaskState.Running);
        scene.await("new", status -> status.state() == TaskState.NotStarted);
        scene.batch(
                "good",
                "{operation: ModifyAlertConfiguration, selector: {}, alertConfiguration: {test: true,"
                        + " incrementalLatency: null, taskStatus: " + DINGTALK + "}}");
        var status = scene.awaitEnd("good");
        assertThat(status.state()).isEqualTo("Complete");
        assertThat(status.tasks()).allSatisfy(task -> assertThat(task.message()).isEqualTo("DingTalk sent"));
        var texts = robot.received().stream()
                .map(received ->
                        RobotReplies.json(received).at("/markdown/text").asText())
                .collect(Collectors.joining());
        assertThat(texts).contains(scene.namespace + "/new", scene.namespace + "/running", "test message");
        assertThat(scene.task("new").get().getSpec().alerts().incrementalLatency())
                .isNull();

        robot.answering(received -> Reply.ok("{\"errcode\":310000,\"errmsg\":\"keywords not in content\"}"));
        scene.batch(
                "bad",
                "{operation: ModifyAlertConfiguration, tasks: [new], alertConfiguration: {test: true, taskStatus: "
                        + DINGTALK + "}}");
        var bad = byName(scene.awaitEnd("bad").tasks()).get("new");
        assertThat(bad.result()).isEqualTo("Failed");
        assertThat(bad.reason()).isEqualTo("TestMessageNotSent");
        assertThat(bad.message()).contains("stored", "DingTalk failed", "310000");

        scene.batch("none", "{operation: ModifyAlertConfiguration, tasks: [new], alertConfiguration: {}}");
        assertThat(byName(scene.awaitEnd("none").tasks()).get("new").result()).isEqualTo("Succeeded");
        scene.await("new", found -> "no".equals(alerts(found).configured()));
        assertThat(scene.visible()).doesNotContain(TOKEN).doesNotContain(SECRET);
    }

    private static Map<String, BatchTaskResult> byName(java.util.List<BatchTaskResult> tasks) {
        return tasks.stream().collect(Collectors.toMap(BatchTaskResult::name, Function.identity()));
    }

    @Test
    void anOperatorThatIsStartedAnewSendsAgainWhatHadNoAnswerAndNothingElse() {
        scene.task("orders", "desiredState: Running\nalerts: {taskStatus: " + DINGTALK + "}");
        scene.task("goods", "desiredState: Running\nalerts: {taskStatus: " + DINGTALK + "}");
        scene.await("orders", status -> status.state() == TaskState.Running);
        scene.await("goods", status -> status.state() == TaskState.Running);
        scene.fails("orders", "first");
        scene.await("orders", found -> has(found, AlertLevel.Critical, AlertSending.Sent));
        robot.answering(received -> new Reply.Silence());
        scene.fails("goods", "second");
        Awaitility.await().until(() -> robot.received().size() == 2);
        scene.stopOperator();
        var before = robot.received().size();
        robot.answering(RobotReplies.dingTalk(SECRET));
        scene.startOperator();
        var goods = scene.await("goods", found -> has(found, AlertLevel.Critical, AlertSending.Sent));
        assertThat(goods.alerts().recent()).hasSize(1);
        assertThat(robot.received()).hasSize(before + 1);
        assertThat(text(1)).contains("goods", "second", "no. 1");
        assertThat(text(before)).contains("goods", "second", "no. 1");
        scene.patch("goods", "{\"resumeNonce\": 1}");
        scene.await("goods", found -> has(found, AlertLevel.Recovered, AlertSending.Sent));
        assertThat(robot.received()).hasSize(before + 2);
    }
}
