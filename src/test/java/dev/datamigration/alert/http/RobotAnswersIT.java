package dev.datamigration.alert.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.alert.AlertSystem;
import dev.datamigration.alert.channel.Channel;
import dev.datamigration.alert.channel.InvalidAddressException;
import dev.datamigration.alert.dispatch.NotificationState;
import dev.datamigration.alert.message.Notice;
import dev.datamigration.api.alert.AlertChannel;
import dev.datamigration.api.alert.AlertFormat;
import dev.datamigration.api.alert.AlertRule;
import dev.datamigration.testing.alert.FakeRobot;
import dev.datamigration.testing.alert.FakeRobot.Received;
import dev.datamigration.testing.alert.FakeRobot.Reply;
import dev.datamigration.testing.alert.RobotReplies;
import dev.datamigration.testing.alert.Samples;
import dev.datamigration.testing.alert.SharedVertx;
import dev.datamigration.testing.alert.TestSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything that a robot or receiver may answer, over HTTP, and what becomes of the alert. */
class RobotAnswersIT {
    private static final String SECRET = "SEC-of-the-robot";
    private static final String TOKEN = "token-that-nobody-may-see";

    private final FakeRobot robot = new FakeRobot(received -> Reply.ok("{}"));
    private AlertSystem system = new AlertSystem(TestSettings.LOCAL, SharedVertx.get());

    @AfterEach
    void close() {
        system.close();
        robot.close();
    }

    private NotificationState send(AlertChannel channel, String url, String secret) {
        var notice = Samples.notice("orders");
        var rule = new AlertRule(null, channel, null, null, null, null, null, null);
        return send(notice, rule, url, secret);
    }

    private NotificationState send(Notice notice, AlertRule rule, String url, String secret) {
        var dispatcher = system.alerts().dispatcher();
        dispatcher.submit(notice, Channel.of(rule, url, secret, system.alerts().limits()));
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> dispatcher.notifications(notice.task()).get(7L), RobotAnswersIT::ended);
    }

    private static boolean ended(NotificationState state) {
        return state instanceof NotificationState.Sent
                || state instanceof NotificationState.Failed
                || state instanceof NotificationState.Unclear;
    }

    private NotificationState dingTalk(Function<Received, Reply> behaviour) {
        robot.answering(behaviour);
        return send(AlertChannel.DingTalk, robot.url("/robot/send?access_token=" + TOKEN), SECRET);
    }

    private NotificationState lark(Function<Received, Reply> behaviour) {
        robot.answering(behaviour);
        return send(AlertChannel.Lark, robot.url("/open-apis/bot/v2/hook/" + TOKEN), SECRET);
    }

    private NotificationState webhook(Function<Received, Reply> behaviour) {
        robot.answering(behaviour);
        return send(AlertChannel.Webhook, robot.url("/alarm?key=" + TOKEN), null);
    }

    private static String why(NotificationState state) {
        var why = state instanceof NotificationState.Failed failed
                ? failed.why()
                : ((NotificationState.Unclear) state).why();
        assertThat(why).doesNotContain(TOKEN).doesNotContain(SECRET);
        return why;
    }

    private static Reply status(int status, String header, String value) {
        return new Reply.Answer(status, header, value, "");
    }

    /** The first answer is this one, all others are the robot's own. */
    private static Function<Received, Reply> first(Reply reply, Function<Received, Reply> then) {
        var count = new AtomicInteger();
        return received -> count.incrementAndGet() == 1 ? reply : then.apply(received);
    }

    @Test
    void dingTalkTakesASignedMessage() {
        assertThat(dingTalk(RobotReplies.dingTalk(SECRET))).isInstanceOf(NotificationState.Sent.class);
        var text =
                RobotReplies.json(robot.received().get(0)).at("/markdown/text").asText();
        assertThat(text)
                .contains("shop/orders", "IncrementalSync", "2026-01-01T01:59:00Z", "the replication slot dm_1 is gone")
                .contains("end the task and create a new one", "kubectl -n shop describe migrationtask orders")
                .contains("call Ann")
                .doesNotContain("<at");
    }

    @Test
    void larkTakesASignedMessage() {
        assertThat(lark(RobotReplies.lark(SECRET))).isInstanceOf(NotificationState.Sent.class);
        assertThat(RobotReplies.json(robot.received().get(0))
                        .at("/content/text")
                        .asText())
                .contains("shop/orders", "call Ann");
    }

    @Test
    void aWrongSecretIsToldAsTheRobotTellsIt() {
        assertThat(why(dingTalk(RobotReplies.dingTalk("another")))).contains("310000", "sign not match", "keywords");
        assertThat(robot.received()).hasSize(1);
    }

    @Test
    void larkTellsAWrongSecretInItsOwnWay() {
        assertThat(why(lark(RobotReplies.lark("another")))).contains("19021", "signing secret");
        assertThat(robot.received()).hasSize(1);
    }

    @Test
    void otherRefusalsOfLark() {
        assertThat(why(lark(received -> Reply.ok("{\"code\":19024,\"msg\":\"Key Words Not Found\"}"))))
                .contains("remarks");
    }

    @Test
    void anAnswerThatRepeatsTheTokenIsMasked() {
        var state = dingTalk(received ->
                Reply.ok("{\"errcode\":300005,\"errmsg\":\"token " + TOKEN + " with " + SECRET + " is not exist\"}"));
        assertThat(why(state)).contains("300005", "token *** with ***");
    }

    @Test
    void cloudMonitorsFieldsAsJson() {
        assertThat(webhook(received -> status(204, null, null))).isInstanceOf(NotificationState.Sent.class);
        var json = RobotReplies.json(robot.received().get(0));
        assertThat(robot.received().get(0).contentType()).startsWith("application/json");
        assertThat(json.path("alertState").asText()).isEqualTo("ALERT");
        assertThat(json.path("metricName").asText()).isEqualTo("TaskStatus");
        assertThat(json.path("curValue").asText()).isEqualTo("SlotLost");
        assertThat(json.path("dimensions").asText())
                .isEqualTo("[{\"namespace\":\"shop\",\"task\":\"orders\",\"phase\":\"IncrementalSync\"}]");
        assertThat(json.path("timestamp").asText()).matches("[0-9]{13}");
        assertThat(json.path("alertName").asText()).contains("shop/orders");
        assertThat(json.path("expression").asText()).isEqualTo("$exception");
    }

    @Test
    void cloudMonitorsFieldsAsAForm() {
        var rule = new AlertRule(null, AlertChannel.Webhook, null, null, null, null, AlertFormat.Form, null);
        assertThat(send(Samples.notice("orders"), rule, robot.url("/alarm"), null))
                .isInstanceOf(NotificationState.Sent.class);
        assertThat(robot.received().get(0).contentType()).startsWith("application/x-www-form-urlencoded");
        var fields = RobotReplies.parameters(robot.received().get(0).body());
        assertThat(fields)
                .containsEntry("alertState", "ALERT")
                .containsKeys("alertName", "timestamp", "curValue", "metricName", "expression", "dimensions");
    }

    @Test
    void aFullRobotIsAskedAgainWhenItSays() {
        var state = webhook(first(status(429, "Retry-After", "1"), received -> status(200, null, null)));
        assertThat(state).isInstanceOf(NotificationState.Sent.class);
        var times = robot.received().stream().map(Received::at).toList();
        assertThat(times).hasSize(2);
        assertThat(Duration.between(times.get(0), times.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(950));
    }

    @Test
    void aServerErrorIsTriedAgainAndThenGivenUp() {
        assertThat(why(webhook(received -> status(503, null, null)))).contains("HTTP 503", "after 4 attempts");
        var times = robot.received().stream().map(Received::at).toList();
        assertThat(times).hasSize(4);
        assertThat(Duration.between(times.get(0), times.get(3))).isGreaterThanOrEqualTo(Duration.ofMillis(690));
    }

    @Test
    void aCutConnectionIsTriedAgain() {
        assertThat(dingTalk(first(new Reply.Cut(), RobotReplies.dingTalk(SECRET))))
                .isInstanceOf(NotificationState.Sent.class);
        assertThat(robot.received()).hasSize(2);
    }

    @Test
    void anAnswerCutInTheMiddleIsTriedAgain() {
        assertThat(dingTalk(first(new Reply.HalfAnAnswer(), RobotReplies.dingTalk(SECRET))))
                .isInstanceOf(NotificationState.Sent.class);
        assertThat(robot.received()).hasSize(2);
    }

    @Test
    void aSlowRobotIsTriedAgainAndInTheEndNobodyKnows() {
        with(TestSettings.LOCAL.withTimeout(Duration.ofMillis(1500)), HostNames.SYSTEM);
        var state = lark(received -> new Reply.Silence());
        assertThat(state).isInstanceOf(NotificationState.Unclear.class);
        // on a busy machine not every attempt gets as far as the robot in that time
        assertThat(why(state)).contains("within 1500 ms", "after 4 attempts");
        assertThat(robot.received()).isNotEmpty();
    }

    /** What it has said by then is its answer. */
    @Test
    void anAnswerWithoutEndIsNotHeardToTheEnd() {
        assertThat(why(dingTalk(received -> new Reply.Endless()))).contains("not a DingTalk robot's");
    }

    @Test
    void aRedirectToTheMetadataServiceIsNotFollowed() {
        var state = webhook(received -> status(302, "Location", "http://169.254.169.254/latest/meta-data/"));
        assertThat(why(state)).contains("HTTP 302", "not followed");
        assertThat(robot.received()).hasSize(1);
    }

    @Test
    void aRedirectOnThisHostIsNotFollowedEither() {
        assertThat(why(webhook(received -> status(307, "Location", robot.url("/elsewhere")))))
                .contains("HTTP 307");
        assertThat(robot.received()).hasSize(1);
    }

    @Test
    void whatIsNoRobotIsRefused() {
        assertThat(why(dingTalk(received -> Reply.ok("<html>login</html>")))).contains("not a DingTalk robot's");
    }

    @Test
    void nobodyListening() {
        var url = robot.url("/robot/send?access_token=" + TOKEN);
        robot.close();
        var state = send(AlertChannel.DingTalk, url, SECRET);
        assertThat(state).isInstanceOf(NotificationState.Failed.class);
        assertThat(why(state)).contains("no connection");
    }

    private AlertSystem with(TestSettings settings, HostNames names) {
        system.close();
        system = new AlertSystem(settings, SharedVertx.get(), names);
        return system;
    }

    private static TestSettings settings(List<String> hosts, List<String> networks, boolean http) {
        return new TestSettings(
                TestSettings.LOCAL.language(),
                hosts,
                java.util.Optional.of(networks),
                http,
                java.util.Optional.empty(),
                TestSettings.LOCAL.timeout(),
                Duration.ofMillis(100),
                Duration.ofMillis(10),
                Duration.ZERO,
                Duration.ofMinutes(5),
                20);
    }

    @Test
    void aHostThatIsNotListedIsNotAsked() {
        with(settings(List.of("oapi.dingtalk.com"), List.of("127.0.0.0/8"), true), HostNames.SYSTEM);
        assertThat(why(webhook(received -> Reply.ok("")))).contains("allowed-hosts", "127.0.0.1");
        assertThat(robot.received()).isEmpty();
    }

    @Test
    void anInternalAddressIsNotAsked() {
        with(settings(List.of("*"), List.of(), true), HostNames.SYSTEM);
        assertThat(why(webhook(received -> Reply.ok("")))).contains("internal address", "allowed-networks");
        assertThat(robot.received()).isEmpty();
    }

    @Test
    void httpIsNotUsedUnlessItIsAllowed() {
        with(settings(List.of("*"), List.of("127.0.0.0/8"), false), HostNames.SYSTEM);
        assertThat(why(webhook(received -> Reply.ok("")))).contains("only https");
        assertThat(robot.received()).isEmpty();
    }

    @Test
    void aNameThatLeadsInsideIsNotFollowedThere() {
        var lookups = new AtomicInteger();
        with(settings(List.of("*"), List.of(), true), host -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("127.0.0.1"));
        });
        var url = robot.url("/x").replace("127.0.0.1", "robot.example");
        assertThat(why(send(AlertChannel.Webhook, url, null))).contains("internal address");
        assertThat(lookups).hasValue(1);
        assertThat(robot.received()).isEmpty();
    }

    @Test
    void theAddressThatWasCheckedIsTheOneConnectedTo() {
        var lookups = new AtomicInteger();
        with(settings(List.of("robot.example"), List.of("127.0.0.0/8"), true), host -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.getByName("127.0.0.1"));
        });
        var url = robot.url("/x").replace("127.0.0.1", "robot.example"); // no name server knows it
        assertThat(send(AlertChannel.Webhook, url, null)).isInstanceOf(NotificationState.Sent.class);
        assertThat(lookups).hasValue(1);
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutBeingQuoted() {
        var rule = new AlertRule(null, AlertChannel.Lark, null, null, null, null, null, null);
        for (var url : List.of(
                "token-x",
                "ftp://a/" + TOKEN,
                "https://u:p@host/" + TOKEN,
                "https:///" + TOKEN,
                "h ttp",
                "https://host/\r\nX-Token: token")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> Channel.of(rule, url, null, system.alerts().limits()))
                    .isInstanceOf(InvalidAddressException.class)
                    .hasMessageNotContaining("token");
        }
    }
}
