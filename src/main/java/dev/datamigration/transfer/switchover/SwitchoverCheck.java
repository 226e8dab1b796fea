package dev.datamigration.transfer.switchover;

import dev.datamigration.api.SwitchoverItem;
import java.util.List;

/** Looks at something that could make a switchover fail, or the way back from it. What it tries, it rolls back. */
interface SwitchoverCheck {

    /**
     * At least one item; each failed one says what to run.
     *
     * @throws dev.datamigration.failure.FailureException if a database could not answer
     */
    List<SwitchoverItem> look(BothSides sides);
}
