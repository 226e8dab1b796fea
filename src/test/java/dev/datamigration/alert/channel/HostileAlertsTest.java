package dev.datamigration.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.alert.message.Notice;
import dev.datamigration.api.alert.AlertFormat;
import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertLanguage;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertRecord;
import dev.datamigration.testing.HostileTexts;
import dev.datamigration.testing.alert.Samples;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hostile texts in an alert reach each kind of robot as text: the same lines as with a harmless one, and nothing that
 * mentions people, links or is markup. {@code -Dalerts.seed=…} has others.
 */
class HostileAlertsTest {
    private static final long SEED = Long.getLong("alerts.seed", 11);
    private static final int COUNT = Integer.getInteger("alerts.count", 2_000);
    private static final Instant NOW = Instant.parse("2026-01-01T02:00:00Z");
    private static final ReceiverLimits LIMITS = new ReceiverLimits(20, 1, 10_000, 10, 1);
    private static final WebAddress ADDRESS = WebAddress.of("https://robot.example/send?access_token=x");

    enum Robot {
        DINGTALK(new DingTalk(ADDRESS, null, LIMITS)),
        LARK(new Lark(ADDRESS, null, LIMITS)),
        JSON(new Webhook(ADDRESS, AlertFormat.Json, LIMITS)),
        FORM(new Webhook(ADDRESS, AlertFormat.Form, LIMITS));

        private final Channel channel;

        Robot(Channel channel) {
            this.channel = channel;
        }

        /** What it is sent, as it will understand it: each field with its text. */
        Map<String, String> told(List<Notice> notices) throws IOException {
            var body = new String(channel.compose(notices, notices.size(), NOW).body(), StandardCharsets.UTF_8);
            return this == FORM
                    ? Arrays.stream(body.split("&"))
                            .map(field -> field.split("=", -1))
                            .collect(Collectors.toMap(
                                    field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)))
                    : fields(ChannelResponses.JSON.readTree(body));
        }

        private static Map<String, String> fields(JsonNode tree) {
            return tree.properties().stream()
                    .flatMap(field -> field.getValue().isObject()
                            ? fields(field.getValue()).entrySet().stream()
                            : Map.of(field.getKey(), field.getValue().asText()).entrySet().stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    @ParameterizedTest
    @EnumSource(Robot.class)
    void whateverTheTextTheMessageIsBuiltTheSame(Robot robot) throws IOException {
        for (var language : AlertLanguage.values()) {
            var harmless = notices("harmless", "harmless", language);
            var shapeOfOne = shape(robot.told(harmless.subList(0, 1)));
            var shapeOfTwo = shape(robot.told(harmless));
            for (var seed = SEED; seed < SEED + COUNT; seed++) {
                var texts = new HostileTexts(seed);
                var notices = notices(texts.text(), texts.text(), language);
                try {
                    assertHarmless(robot.told(notices.subList(0, 1)), shapeOfOne);
                    assertHarmless(robot.told(notices), shapeOfTwo);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("-Dalerts.seed=" + seed + " -Dalerts.count=1", e);
                }
            }
        }
    }

    private static Map<String, Long> shape(Map<String, String> told) {
        return told.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        field -> field.getValue().chars().filter(c -> c == '\n').count()));
    }

    private static void assertHarmless(Map<String, String> told, Map<String, Long> shape) {
        assertThat(shape(told)).isEqualTo(shape);
        told.forEach((field, text) -> {
            if (!field.equals("expression") && !field.equals("dimensions")) {
                assertThat(text).as(field).doesNotContain("<", ">", "](");
            }
            assertThat(text.replace("\n", "")).as(field).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        });
    }

    private static List<Notice> notices(String text, String remedy, AlertLanguage language) {
        var notice = Samples.notice("orders", AlertLevel.Critical, AlertKind.TaskStatus, "SlotLost", language);
        var alert = notice.alert();
        var hostile = new AlertRecord(
                alert.number(),
                alert.time(),
                alert.rule(),
                alert.level(),
                alert.sending(),
                alert.channel(),
                alert.phase(),
                alert.since(),
                alert.value(),
                alert.threshold(),
                text,
                remedy,
                null,
                null,
                null);
        return List.of(
                new Notice(notice.task(), hostile, language, text), new Notice(notice.task(), hostile, language, text));
    }
}
