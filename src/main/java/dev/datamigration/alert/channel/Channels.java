package dev.datamigration.alert.channel;

import dev.datamigration.api.alert.AlertDelivery;
import dev.datamigration.api.alert.AlertFormat;

/** Composes channels. */
public final class Channels {
    private final ReceiverLimits dingTalk;
    private final ReceiverLimits lark;
    private final ReceiverLimits webhook;

    public Channels(ReceiverLimits dingTalk, ReceiverLimits lark, ReceiverLimits webhook) {
        this.dingTalk = dingTalk;
        this.lark = lark;
        this.webhook = webhook;
    }

    /**
     * The channel that a rule names.
     *
     * @param signingSecret may be null
     * @throws InvalidAddressException if the URL is none
     */
    public Channel of(AlertDelivery rule, String url, String signingSecret) {
        var address = WebAddress.of(url);
        var secret = signingSecret == null ? null : new SigningSecret(signingSecret.strip());
        return switch (rule.channel()) {
            case DingTalk -> new DingTalk(address, secret, dingTalk);
            case Lark -> new Lark(address, secret, lark);
            case Webhook -> new Webhook(address, rule.format() == null ? AlertFormat.Json : rule.format(), webhook);
        };
    }
}
