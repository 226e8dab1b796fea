package dev.datamigration.transfer.help.share;

import dev.datamigration.api.status.WorkersStatus;

/** What several workers do together, seen by the leading one. */
public interface SharedStage {

    /** Returns which claim of the target helpers are engaged under. */
    long claim();

    /** Returns the name of the snapshot that they read under; null where rows are compared. */
    String snapshot();

    /** Returns whether all is done. */
    boolean isOver();

    /** Takes in what helpers have done; called now and then. */
    void look();

    /** Has the database refuse whatever helpers would still do. */
    void end();

    /** @param sharing how many are at work; null where nobody shares it any more */
    void sharedBy(WorkersStatus sharing);
}
