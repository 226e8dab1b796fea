package dev.datamigration.transfer.switchover.round;

import dev.datamigration.api.switchover.ForwardSwitchoverSettings;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.plan.Direction;
import dev.datamigration.transfer.run.Run;
import java.util.List;

/**
 * One move of the application, as the steps see it.
 *
 * @param run in whatever direction
 * @param round odd rounds leave the source, even ones the target
 * @param sessions where short work on either side gets its connections
 */
public record SwitchoverRound(Run run, int round, SessionSource sessions) {

    /** Each piece of work has a connection of its own. */
    public SwitchoverRound(Run run, int round) {
        this(run, round, SessionSource.EACH_ITS_OWN);
    }

    /** The direction of the changes that this round ends. */
    public Direction ending() {
        return Direction.endedBy(round);
    }

    public Direction beginning() {
        return ending().opposite();
    }

    /** The run in the direction that ends: from the side that the application leaves to the one it goes to. */
    public Run endingRun() {
        return run.directed(ending());
    }

    public Run beginningRun() {
        return run.directed(beginning());
    }

    /** The side that the application leaves. */
    public Server oldSide() {
        return endingRun().from().server();
    }

    /** The side that the application goes to; the task's memory of this round is there. */
    public Server newSide() {
        return endingRun().to().server();
    }

    /** Returns whether changes are to flow back once the application has moved. */
    public boolean hasWayBack() {
        return run.plan().has(MigrationType.ReverseIncrement);
    }

    public RunScope scope() {
        return run.scope();
    }

    public ForwardSwitchoverSettings settings() {
        return run.plan().switchover();
    }

    public ServerSession onOldSide() {
        return new ServerSession(endingRun().from(), scope(), sessions);
    }

    public ServerSession onNewSide() {
        return new ServerSession(endingRun().to(), scope(), sessions);
    }

    /** Of all rounds that end this direction. */
    public List<LateWrites> lateWrites() {
        return onNewSide().ask("reading late writes", endingRun().lateWrites()::totals);
    }
}
