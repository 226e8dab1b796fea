package dev.datamigration.alert.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.datamigration.alert.channel.ChannelResponse.Answered;
import dev.datamigration.failure.Cut;
import java.time.Duration;

/** Holds what the answers of all channels have in common. */
final class ChannelResponses {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Longest wait that an answer can ask for. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final Duration DEFAULT_PAUSE = Duration.ofMinutes(1);
    private static final int LONGEST_QUOTE = 200;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private ChannelResponses() {}

    static DeliveryResult judge(Channel channel, Answered answer) {
        var status = answer.status();
        var http = "HTTP " + status;
        if (status == TOO_MANY) {
            return new DeliveryResult.TooMany(
                    pause(answer.retryAfter(), DEFAULT_PAUSE), http + ": too many requests" + quote(channel, answer));
        }
        if (status >= SERVER_ERROR || status == TIMEOUT) {
            var pause = pause(answer.retryAfter(), null);
            var why = http + quote(channel, answer);
            return pause == null ? new DeliveryResult.Busy(why) : new DeliveryResult.TooMany(pause, why);
        }
        if (status >= 300 && status < 400) {
            return new DeliveryResult.Refused(
                    http + ": the address redirects elsewhere, which is not followed; put the final"
                            + " address into the Secret");
        }
        if (status < 200 || status >= 300) {
            return new DeliveryResult.Refused(http + quote(channel, answer) + "; check the address in the Secret");
        }
        return channel.read(answer);
    }

    private static Duration pause(Duration asked, Duration otherwise) {
        if (asked == null || asked.isNegative() || asked.isZero()) {
            return otherwise;
        }
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    /** Missing where it is no JSON. */
    static JsonNode json(Answered answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String quote(Channel channel, Answered answer) {
        return answer.body().isBlank() ? "" : ": " + masked(channel, answer.body());
    }

    /** Returns what a receiver says, without whatever it may have repeated of address and secret. */
    static String masked(Channel channel, String text) {
        var masked = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ");
        for (var secret : channel.secrets()) {
            masked = masked.replace(secret, "***");
        }
        return Cut.to(LONGEST_QUOTE, masked);
    }

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of texts can always be written
        }
    }
}
