package dev.datamigration.transfer.switchover;

import dev.datamigration.api.switchover.SwitchoverStep;

/**
 * Says what is to be done now in a switchover.
 *
 * @param round counts the moves of the application: odd ones leave the source, even ones come back to it
 */
public record StepRequest(int round, SwitchoverStep step, int attempt) {}
