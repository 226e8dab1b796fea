package dev.datamigration.transfer.switchover;

import dev.datamigration.database.postgres.replication.Publications;
import dev.datamigration.database.postgres.replication.ReplicationSlots;

/** Ends a switchover that has no way back: nothing on the side that was left is needed any more. Idempotent. */
final class Finish {
    private final Ceremony ceremony;
    private final Flows flows;

    Finish(Ceremony ceremony, Flows flows) {
        this.ceremony = ceremony;
        this.flows = flows;
    }

    void perform() {
        flows.stop(ceremony.ending());
        flows.stopWatch(ceremony.ending());
        var run = ceremony.endingRun();
        ReplicationSlots.drop(run.source(), run.scope(), run.slotName());
        ceremony.onOldSide()
                .make("dropping the publication", connection -> Publications.drop(connection, run.publicationName()));
    }
}
