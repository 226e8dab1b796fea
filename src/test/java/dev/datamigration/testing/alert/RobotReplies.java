package dev.datamigration.testing.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.testing.alert.FakeRobot.Received;
import dev.datamigration.testing.alert.FakeRobot.Reply;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Robots as their makers describe them: what they accept, and how they say that they do not. */
public final class RobotReplies {
    public static final String DINGTALK_OK = "{\"errcode\":0,\"errmsg\":\"ok\"}";
    public static final String LARK_OK =
            "{\"StatusCode\":0,\"StatusMessage\":\"success\",\"code\":0,\"data\":{},\"msg\":\"success\"}";

    private RobotReplies() {}

    /** Accepts messages that are signed with this secret within the last hour. */
    public static Function<Received, Reply> dingTalk(String secret) {
        return received -> {
            var parameters = parameters(received.query());
            var timestamp = parameters.getOrDefault("timestamp", "0");
            var expected = hmac(secret, timestamp + "\n" + secret);
            var json = json(received);
            var understood = json.path("msgtype").asText().equals("markdown")
                    && json.at("/markdown/title").isTextual()
                    && json.at("/markdown/text").isTextual()
                    && received.body().getBytes(StandardCharsets.UTF_8).length <= 20_000;
            if (!parameters.getOrDefault("access_token", "").startsWith("token-")) {
                return Reply.ok("{\"errcode\":300005,\"errmsg\":\"token is not exist\"}");
            }
            if (!expected.equals(parameters.get("sign")) || !recent(Long.parseLong(timestamp))) {
                return Reply.ok("{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
            }
            return Reply.ok(understood ? DINGTALK_OK : "{\"errcode\":40035,\"errmsg\":\"invalid parameter\"}");
        };
    }

    /** Accepts messages that are signed with this secret within the last hour. */
    public static Function<Received, Reply> lark(String secret) {
        return received -> {
            var json = json(received);
            var timestamp = json.path("timestamp").asText("0");
            var signed = json.path("sign").asText().equals(hmac(timestamp + "\n" + secret, ""));
            if (!signed || !json.path("timestamp").isTextual() || !recent(Long.parseLong(timestamp) * 1000)) {
                return Reply.ok("{\"code\":19021,\"msg\":\"sign match fail or timestamp is not within one hour from"
                        + " current time\"}");
            }
            var understood = json.path("msg_type").asText().equals("text")
                    && json.at("/content/text").isTextual()
                    && received.body().getBytes(StandardCharsets.UTF_8).length <= 30 * 1024;
            return Reply.ok(understood ? LARK_OK : "{\"code\":9499,\"msg\":\"Bad Request\"}");
        };
    }

    public static JsonNode json(Received received) {
        return Serialization.unmarshal(received.body(), JsonNode.class);
    }

    public static Map<String, String> parameters(String query) {
        return Arrays.stream((query == null ? "" : query).split("&"))
                .filter(part -> part.contains("="))
                .collect(Collectors.toMap(
                        part -> part.substring(0, part.indexOf('=')),
                        part -> URLDecoder.decode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8)));
    }

    private static boolean recent(long millis) {
        return Math.abs(System.currentTimeMillis() - millis) < 3_600_000;
    }

    private static String hmac(String key, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
