package dev.datamigration.transfer.switchover.check;

import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/** Looks at something that could make a switchover fail, or the way back from it. What it tries, it rolls back. */
public interface SwitchoverCheck {

    /**
     * Returns what was found, empty where the check has nothing to do with the task; each failed item says what to run.
     *
     * @throws dev.datamigration.failure.FailureException if a database could not answer
     */
    List<SwitchoverItem> look(BothSides sides);
}
