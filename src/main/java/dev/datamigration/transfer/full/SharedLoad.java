package dev.datamigration.transfer.full;

import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.database.RunScope;
import dev.datamigration.transfer.full.chunk.Completion;
import dev.datamigration.transfer.full.chunk.LoadShare;
import dev.datamigration.transfer.full.table.LoadProgress;
import dev.datamigration.transfer.help.share.SharedStage;

/** A load that helpers take part in. */
record SharedLoad(
        RunScope scope, long claim, String snapshot, LoadShare share, Completion completion, LoadProgress progress)
        implements SharedStage {

    @Override
    public boolean isOver() {
        return share.isOver();
    }

    @Override
    public void look() {
        share.moved(completion.lookAtHelpers());
    }

    @Override
    public void end() {
        completion.dismissHelpers(scope);
    }

    @Override
    public void sharedBy(WorkersStatus sharing) {
        progress.sharedBy(sharing);
    }
}
