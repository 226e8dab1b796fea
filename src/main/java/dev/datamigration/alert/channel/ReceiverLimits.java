package dev.datamigration.alert.channel;

/**
 * Says what one robot takes.
 *
 * @param perMinute messages; 0 is without limit
 * @param perSecond messages; 0 is without limit
 * @param maxBytes of one message's body
 * @param maxAlerts in one message
 * @param parallel requests under way at the same time
 */
public record ReceiverLimits(int perMinute, int perSecond, int maxBytes, int maxAlerts, int parallel) {}
