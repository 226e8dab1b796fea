package dev.datamigration.testing.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.alert.channel.ChannelResponse;
import dev.datamigration.alert.channel.HttpCall;
import dev.datamigration.alert.dispatch.HttpTransport;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A DingTalk robot in virtual time: takes 20 messages in any minute, then refuses for ten, and notes that. */
public final class VirtualRobot implements HttpTransport {
    /** One message that it took. */
    public record Message(Instant at, String text, int bytes) {}

    private static final int PER_MINUTE = 20;

    private final List<Message> messages = new ArrayList<>();
    private final VirtualTime time;
    private final Random random;
    private int refused;
    private int underway;
    /** Requests of an operator that was killed reach the robot or not, and nobody hears of it. */
    private int lifetime;

    public VirtualRobot(VirtualTime time, Random random) {
        this.time = time;
        this.random = random;
    }

    public void operatorKilled() {
        underway = 0;
        lifetime++;
    }

    @Override
    public CompletionStage<ChannelResponse> post(HttpCall call) {
        var answer = new CompletableFuture<ChannelResponse>();
        var born = lifetime;
        underway++;
        var there = Duration.ofMillis(10 + random.nextInt(200));
        time.after(there, () -> {
            if (born == lifetime || random.nextBoolean()) {
                var text = take(call);
                time.after(Duration.ofMillis(10 + random.nextInt(200)), () -> {
                    if (born == lifetime) {
                        underway--;
                        answer.complete(new ChannelResponse.Answered(200, null, text));
                    }
                });
            }
        });
        return answer;
    }

    private String take(HttpCall call) {
        var now = time.instant();
        var lately = messages.stream()
                .filter(message -> message.at().isAfter(now.minus(Duration.ofMinutes(1))))
                .count();
        if (lately >= PER_MINUTE) {
            refused++;
            return "{\"errcode\":130101,\"errmsg\":\"send too fast\"}";
        }
        var body = new String(call.body(), StandardCharsets.UTF_8);
        var text = Serialization.unmarshal(body, JsonNode.class)
                .at("/markdown/text")
                .asText();
        messages.add(new Message(now, text, call.body().length));
        return RobotReplies.DINGTALK_OK;
    }

    public List<Message> messages() {
        return messages;
    }

    /** Whether a request was sent that is not answered yet. */
    public boolean asked() {
        return underway > 0;
    }

    /** Messages above its limit. */
    public int refused() {
        return refused;
    }
}
