package dev.datamigration.alert.channel;

import dev.datamigration.alert.channel.ChannelResponse.Answered;
import dev.datamigration.alert.channel.ChannelResponse.Forbidden;
import dev.datamigration.alert.channel.ChannelResponse.NotReached;
import dev.datamigration.alert.channel.ChannelResponse.Unanswered;
import dev.datamigration.alert.message.Notice;
import dev.datamigration.api.alert.AlertChannel;
import dev.datamigration.api.alert.AlertDelivery;
import dev.datamigration.api.alert.AlertFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A place that alerts go to, in its own format. */
public sealed interface Channel permits DingTalk, Lark, Webhook {
    /**
     * The channel that a rule names.
     *
     * @param signingSecret may be null
     * @throws InvalidAddressException if the URL is none
     */
    static Channel of(AlertDelivery rule, String url, String signingSecret, Map<AlertChannel, ReceiverLimits> limits) {
        var address = WebAddress.of(url);
        var secret = signingSecret == null ? null : new SigningSecret(signingSecret.strip());
        var taken = limits.get(rule.channel());
        return switch (rule.channel()) {
            case DingTalk -> new DingTalk(address, secret, taken);
            case Lark -> new Lark(address, secret, taken);
            case Webhook -> new Webhook(address, rule.format() == null ? AlertFormat.Json : rule.format(), taken);
        };
    }

    WebAddress address();

    ReceiverLimits limits();

    /**
     * The request that tells of these alerts; all of one language.
     *
     * @param waiting how many alerts wait for the same robot, these included
     */
    HttpCall compose(List<Notice> notices, int waiting, Instant now);

    /** Returns what the channel itself says in an answer. */
    DeliveryResult read(Answered answer);

    /** Returns what came of a request, in words that hold no token. */
    default DeliveryResult judge(ChannelResponse answer) {
        if (answer instanceof Answered answered) {
            return ChannelResponses.judge(this, answered);
        }
        if (answer instanceof NotReached notReached) {
            return new DeliveryResult.Busy(notReached.why());
        }
        if (answer instanceof Forbidden forbidden) {
            return new DeliveryResult.Refused(forbidden.why());
        }
        return new DeliveryResult.Unclear(((Unanswered) answer).why());
    }

    /** The texts of this channel that nobody is to see. */
    List<String> secrets();
}
