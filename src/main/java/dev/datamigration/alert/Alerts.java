package dev.datamigration.alert;

import dev.datamigration.alert.channel.Channel;
import dev.datamigration.alert.channel.Channels;
import dev.datamigration.alert.dispatch.AlertDispatcher;
import dev.datamigration.api.alert.AlertDelivery;
import dev.datamigration.api.alert.AlertLanguage;

/**
 * Holds what a controller needs to raise alerts and have them sent.
 *
 * @param language of alerts whose rule names none
 */
public record Alerts(AlertDispatcher dispatcher, Channels channels, AlertLanguage language, AlertPolicy policy) {

    public AlertLanguage language(AlertDelivery rule) {
        return rule.language() == null ? language : rule.language();
    }

    /**
     * The channel that a rule names.
     *
     * @param signingSecret may be null
     * @throws dev.datamigration.alert.channel.InvalidAddressException if the URL is none
     */
    public Channel channel(AlertDelivery rule, String url, String signingSecret) {
        return channels.of(rule, url, signingSecret);
    }
}
