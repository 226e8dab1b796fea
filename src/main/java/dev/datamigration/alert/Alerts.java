package dev.datamigration.alert;

import dev.datamigration.alert.channel.ReceiverLimits;
import dev.datamigration.alert.dispatch.AlertDispatcher;
import dev.datamigration.api.alert.AlertChannel;
import dev.datamigration.api.alert.AlertLanguage;
import java.util.Map;

/**
 * Holds what a controller needs to raise alerts and have them sent.
 *
 * @param limits what each channel takes
 * @param language of alerts whose rule names none
 */
public record Alerts(
        AlertDispatcher dispatcher,
        Map<AlertChannel, ReceiverLimits> limits,
        AlertLanguage language,
        AlertPolicy policy) {}
