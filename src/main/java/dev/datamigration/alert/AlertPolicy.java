package dev.datamigration.alert;

import java.time.Duration;

/**
 * Holds what the operator's settings say about when to tell.
 *
 * @param passingGrace how long an error that passes by itself must stand before anybody is told
 * @param failedRetryInterval least time after a failed sending before the same is tried again; the rule's interval if
 *     that is shorter
 */
public record AlertPolicy(Duration passingGrace, Duration failedRetryInterval) {}
