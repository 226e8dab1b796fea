package dev.datamigration.alert.channel;

import dev.datamigration.alert.channel.ChannelResponse.Answered;
import dev.datamigration.alert.message.AlertMessages;
import dev.datamigration.alert.message.Message;
import dev.datamigration.alert.message.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A custom bot of Lark or Feishu. The signature is part of the body; errors come as {@code code} inside HTTP 200.
 *
 * @param secret null where the bot asks for no signature
 */
public record Lark(WebAddress address, SigningSecret secret, ReceiverLimits limits) implements Channel {
    private static final List<Integer> TOO_MANY = List.of(11232, 11233);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Map<Integer, String> REMEDIES = Map.of(
            19021,
            "; check the bot's signing secret and the operator's clock, which may differ by an hour at most",
            19022,
            "; add the operator's outgoing IP address to the bot's list",
            19024,
            "; the bot asks for a keyword: put it into the rule's remarks",
            19001,
            "; check the address in the Secret");
    private static final String TYPE = "application/json; charset=utf-8";

    @Override
    public HttpCall compose(List<Notice> notices, int waiting, Instant now) {
        var json = ChannelResponses.JSON.createObjectNode();
        if (secret != null) {
            var seconds = now.getEpochSecond();
            json.put("timestamp", Long.toString(seconds)).put("sign", secret.signSeconds(seconds));
        }
        json.put("msg_type", "text");
        json.putObject("content").put("text", text(AlertMessages.of(notices, waiting)));
        return new HttpCall(address, address.target(), TYPE, ChannelResponses.bytes(json));
    }

    private static String text(Message message) {
        var text = new StringBuilder(message.title()).append('\n');
        for (var section : message.sections()) {
            if (section.heading() != null) {
                text.append('\n').append(section.heading()).append('\n');
            }
            section.lines().forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    @Override
    public DeliveryResult read(Answered answer) {
        var json = ChannelResponses.json(answer);
        var found = json.path("code").isInt() ? json.get("code") : json.path("StatusCode");
        if (!found.isInt()) {
            return new DeliveryResult.Refused("the answer is not a Lark bot's; check the address in the Secret");
        }
        var code = found.asInt();
        if (code == 0) {
            return new DeliveryResult.Accepted();
        }
        var why = "code " + code + ": "
                + ChannelResponses.masked(this, json.path("msg").asText());
        return TOO_MANY.contains(code)
                ? new DeliveryResult.TooMany(PAUSE, why)
                : new DeliveryResult.Refused(why + REMEDIES.getOrDefault(code, ""));
    }

    @Override
    public List<String> secrets() {
        return Stream.concat(
                        address.secrets().stream(), Stream.ofNullable(secret).map(SigningSecret::value))
                .toList();
    }
}
