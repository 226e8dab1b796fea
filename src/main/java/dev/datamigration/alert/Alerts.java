package dev.datamigration.alert;

import dev.datamigration.alert.channel.Channels;
import dev.datamigration.alert.dispatch.AlertDispatcher;
import dev.datamigration.api.alert.AlertLanguage;

/**
 * Holds what a controller needs to raise alerts and have them sent.
 *
 * @param language of alerts whose rule names none
 */
public record Alerts(AlertDispatcher dispatcher, Channels channels, AlertLanguage language, AlertPolicy policy) {}
