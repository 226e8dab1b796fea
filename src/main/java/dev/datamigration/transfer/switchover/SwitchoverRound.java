package dev.datamigration.transfer.switchover;

import dev.datamigration.api.ForwardSwitchoverSettings;
import dev.datamigration.api.MigrationType;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.PostgresServer;
import dev.datamigration.transfer.Direction;
import dev.datamigration.transfer.Run;

/**
 * One move of the application, as the steps see it.
 *
 * @param run in whatever direction
 * @param round odd rounds leave the source, even ones the target
 */
record SwitchoverRound(Run run, int round) {

    /** The direction of the changes that this round ends. */
    Direction ending() {
        return Direction.endedBy(round);
    }

    Direction beginning() {
        return ending().opposite();
    }

    /** The run in the direction that ends: from the side that the application leaves to the one it goes to. */
    Run endingRun() {
        return run.directed(ending());
    }

    Run beginningRun() {
        return run.directed(beginning());
    }

    /** The side that the application leaves. */
    PostgresServer oldSide() {
        return endingRun().source();
    }

    /** The side that the application goes to; the task's memory of this round is there. */
    PostgresServer newSide() {
        return endingRun().target();
    }

    /** Returns whether changes are to flow back once the application has moved. */
    boolean hasWayBack() {
        return run.plan().has(MigrationType.ReverseIncrement);
    }

    RunScope scope() {
        return run.scope();
    }

    String taskId() {
        return run.scope().taskId();
    }

    ForwardSwitchoverSettings settings() {
        return run.plan().switchover();
    }

    ServerSession onOldSide() {
        return new ServerSession(oldSide(), scope());
    }

    ServerSession onNewSide() {
        return new ServerSession(newSide(), scope());
    }
}
