package dev.datamigration.transfer.help;

import dev.datamigration.database.ServerIdentity;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;

/**
 * All that a helper must know before it is given work. Said again and again with the same id while it is needed; a helper
 * that does not hear it for a while lets go of everything.
 *
 * @param id tells one load or verification from the next
 * @param taskUid the Kubernetes UID of the task
 * @param epoch of the leading worker
 * @param claim which of that epoch's claims of the target this is; a helper's write is refused once there is another
 * @param number of the helper, from 1
 * @param direction of the run
 * @param source the server that the leading worker reads, or null where it is not told
 * @param target the server that it writes to, or null where it is not told
 * @param snapshot of the source that chunks are read under; null where nothing is loaded
 * @param plan with the helper's share of the limits
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
        MigrationPlan plan) {}
