package dev.datamigration.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.HostileNames;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a webhook answers becomes a verdict in one short line. */
class AnswersFuzzTest {
    private static final ReceiverLimits LIMITS = new ReceiverLimits(20, 1, 10_000, 10, 1);
    private static final WebAddress ADDRESS = WebAddress.of("https://robot.example/send?access_token=planted-secret");

    private static final List<String> BODIES = List.of(
            "{\"errcode\": 310000, \"errmsg\": \"keywords not in content\"}",
            "{\"code\": 19021, \"msg\": \"sign match fail\"}",
            "{\"StatusCode\": 0}",
            "[".repeat(20_000),
            "null",
            "{\"errcode\": 1e999, \"code\": {}}",
            String.join(" ", HostileNames.ALL) + "planted-secret");

    @Test
    void anyBodyIsJudged() {
        var random = new Random(99);
        for (var channel : List.of(new DingTalk(ADDRESS, null, LIMITS), new Lark(ADDRESS, null, LIMITS))) {
            for (var i = 0; i < 500; i++) {
                var body = new StringBuilder(BODIES.get(i % BODIES.size()));
                for (var changes = random.nextInt(4); changes > 0; changes--) {
                    body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(0x3000));
                }
                var status = List.of(200, 200, 400, 429, 500).get(random.nextInt(5));
                var verdict =
                        ChannelResponses.judge(channel, new ChannelResponse.Answered(status, null, body.toString()));
                assertThat(verdict.toString()).doesNotMatch(HostileNames.INVISIBLE);
                assertThat(verdict.toString().length()).isLessThan(600);
            }
        }
    }
}
