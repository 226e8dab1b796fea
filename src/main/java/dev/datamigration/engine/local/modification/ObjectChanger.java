package dev.datamigration.engine.local.modification;

import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.lifecycle.modification.ModificationWork;
import java.util.function.Consumer;

/** Does on the servers what a modification asks for. */
@FunctionalInterface
public interface ObjectChanger {
    /**
     * Returns once the task has the objects that the work asks for.
     *
     * @param progress told of each state but the last; must not block
     * @throws dev.datamigration.failure.FailureException if it cannot go on; what was made is kept for the next attempt
     * @throws java.util.concurrent.CancellationException if it is to end
     */
    ObjectChangeState.Done carryOut(ModificationWork work, Consumer<ObjectChangeState> progress);
}
