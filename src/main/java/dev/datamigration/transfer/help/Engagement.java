package dev.datamigration.transfer.help;

import dev.datamigration.database.ServerIdentity;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;

/**
 * All that a helper must know to take part. Said again and again with the same id while it is wanted: a helper that has begun
 * goes on until it is told otherwise, or until the database refuses it; one that has ended for whatever reason begins anew.
 *
 * @param id tells one load or verification from the next
 * @param taskUid the Kubernetes UID of the task
 * @param epoch of the leading worker
 * @param claim which of that epoch's claims of the target this is; what a helper does is refused once there is another
 * @param number of the helper, from 1
 * @param direction of the run
 * @param source the server that the leading worker reads, or null where it is not told
 * @param target the server that it writes to, or null where it is not told
 * @param snapshot of the source that chunks are read under; null where rows are compared
 * @param plan with the helper's share of the limits
 * @param speed which part of its full speed work may take now; 0 is a pause
 */
public record Engagement(
        String id,
        String taskUid,
        long epoch,
        long claim,
        int number,
        Direction direction,
        ServerIdentity source,
        ServerIdentity target,
        String snapshot,
        MigrationPlan plan,
        double speed) {}
