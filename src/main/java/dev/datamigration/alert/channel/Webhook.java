package dev.datamigration.alert.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.alert.channel.ChannelResponse.Answered;
import dev.datamigration.alert.message.AlertMessages;
import dev.datamigration.alert.message.Notice;
import dev.datamigration.api.alert.AlertFormat;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** An external alarm address that takes the fields of CloudMonitor's callbacks, one alert a request. */
public record Webhook(WebAddress address, AlertFormat format, ReceiverLimits limits) implements Channel {

    @Override
    public HttpCall compose(List<Notice> notices, int waiting, Instant now) {
        var fields = fields(notices.get(0), now);
        return format == AlertFormat.Form
                ? new HttpCall(
                        address,
                        address.target(),
                        "application/x-www-form-urlencoded; charset=utf-8",
                        form(fields).getBytes(StandardCharsets.UTF_8))
                : new HttpCall(
                        address, address.target(), "application/json; charset=utf-8", ChannelResponses.bytes(fields));
    }

    /** All values are texts, as CloudMonitor has them; the last three are additions of ours. */
    private static ObjectNode fields(Notice notice, Instant now) {
        var alert = notice.alert();
        var message = AlertMessages.of(List.of(notice), 1);
        var fields = ChannelResponses.JSON.createObjectNode();
        fields.put("alertName", message.title());
        fields.put("alertState", isAlert(alert) ? "ALERT" : "OK");
        fields.put("timestamp", Long.toString(now.toEpochMilli()));
        fields.put("curValue", alert.value() == null ? "" : alert.value());
        fields.put("metricName", alert.rule().name());
        fields.put("expression", expression(alert));
        fields.put("dimensions", dimensions(notice));
        fields.put("level", alert.level().name());
        fields.put("alertId", notice.task().uid() + "/" + alert.number());
        fields.put("message", String.join("\n", message.sections().get(0).lines()));
        return fields;
    }

    private static boolean isAlert(AlertRecord alert) {
        return alert.level() == AlertLevel.Critical || alert.level() == AlertLevel.Warning;
    }

    private static String expression(AlertRecord alert) {
        return alert.threshold() == null ? "$exception" : "$value>" + alert.threshold();
    }

    private static String dimensions(Notice notice) {
        var dimensions = ChannelResponses.JSON.createObjectNode();
        dimensions.put("namespace", notice.task().namespace());
        dimensions.put("task", notice.task().name());
        if (notice.alert().phase() != null) {
            dimensions.put("phase", notice.alert().phase().name());
        }
        return ChannelResponses.JSON.createArrayNode().add(dimensions).toString();
    }

    private static String form(ObjectNode fields) {
        return fields.properties().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public DeliveryResult read(Answered answer) {
        return new DeliveryResult.Accepted();
    }

    @Override
    public List<String> secrets() {
        return address.secrets();
    }
}
