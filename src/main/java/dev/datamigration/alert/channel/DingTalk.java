package dev.datamigration.alert.channel;

import dev.datamigration.alert.channel.ChannelResponse.Answered;
import dev.datamigration.alert.message.AlertMessages;
import dev.datamigration.alert.message.Message;
import dev.datamigration.alert.message.Notice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A custom robot of DingTalk. The signature is part of the URL; errors come as {@code errcode} inside HTTP 200.
 *
 * @param secret null where the robot asks for no signature
 */
public record DingTalk(WebAddress address, SigningSecret secret, ReceiverLimits limits) implements Channel {
    /** Too many messages: the robot then refuses for ten minutes. */
    private static final List<Integer> TOO_MANY = List.of(130101, 410100);

    private static final Duration BAN = Duration.ofMinutes(10);
    private static final int BUSY = -1;
    private static final int NOT_PERMITTED = 310000;
    private static final String TYPE = "application/json; charset=utf-8";

    @Override
    public HttpCall compose(List<Notice> notices, int waiting, Instant now) {
        var message = AlertMessages.of(notices, waiting);
        var json = ChannelResponses.JSON.createObjectNode();
        json.put("msgtype", "markdown");
        json.putObject("markdown").put("title", message.title()).put("text", markdown(message));
        return new HttpCall(address, target(now), TYPE, ChannelResponses.bytes(json));
    }

    private String target(Instant now) {
        if (secret == null) {
            return address.target();
        }
        var millis = now.toEpochMilli();
        var sign = URLEncoder.encode(secret.signMillis(millis), StandardCharsets.UTF_8);
        return address.target("timestamp=" + millis + "&sign=" + sign);
    }

    private static String markdown(Message message) {
        var text = new StringBuilder("### ").append(message.title()).append("\n\n");
        for (var section : message.sections()) {
            if (section.heading() != null) {
                text.append("#### ").append(section.heading()).append("\n\n");
            }
            section.lines().forEach(line -> text.append("- ").append(line).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    @Override
    public DeliveryResult read(Answered answer) {
        var json = ChannelResponses.json(answer);
        if (!json.path("errcode").isInt()) {
            return new DeliveryResult.Refused("the answer is not a DingTalk robot's; check the address in the Secret");
        }
        var code = json.get("errcode").asInt();
        if (code == 0) {
            return new DeliveryResult.Accepted();
        }
        var why = "errcode " + code + ": "
                + ChannelResponses.masked(this, json.path("errmsg").asText());
        if (TOO_MANY.contains(code)) {
            return new DeliveryResult.TooMany(BAN, why);
        }
        if (code == BUSY) {
            return new DeliveryResult.Busy(why);
        }
        return new DeliveryResult.Refused(
                code == NOT_PERMITTED
                        ? why + "; check the robot's signing secret, keywords (remarks can hold one) and IP addresses"
                        : why);
    }

    @Override
    public List<String> secrets() {
        return Stream.concat(
                        address.secrets().stream(), Stream.ofNullable(secret).map(SigningSecret::value))
                .toList();
    }
}
