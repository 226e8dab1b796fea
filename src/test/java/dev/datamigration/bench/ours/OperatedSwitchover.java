package dev.datamigration.bench.ours;

import static org.awaitility.Awaitility.await;

import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.bench.measure.Contender;
import dev.datamigration.switchover.LiveTask;
import dev.datamigration.switchover.Till;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.TestDatabase;

/**
 * A switchover of an application that writes until its writes are confirmed to have stopped, there and back in turn. Its time
 * is what the status says that it took from the confirmation to the end of StopForwardSync.
 */
public final class OperatedSwitchover implements Contender, AutoCloseable {
    /** Transactions that the application does each second. */
    public static final int PER_SECOND = 500;

    private final TestDatabase source;
    private final TestDatabase target;
    private final Till till = new Till(PER_SECOND);
    private final LiveTask task;
    private int round;

    /** Moves everything and leaves the application on the source. */
    public OperatedSwitchover(TestDatabase source, TestDatabase target, ApiServer api) {
        this.source = source;
        this.target = target;
        till.open(source);
        task = new LiveTask(
                        api,
                        source,
                        target,
                        "migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]")
                .verified();
    }

    @Override
    public String name() {
        return "ours, from the confirmation to the end of StopForwardSync";
    }

    @Override
    public double seconds() {
        round++;
        var before = till.committed();
        task.enter(round);
        task.waits(SwitchoverStep.ConfirmSourceWritesStopped);
        await("the application writes").until(() -> till.committed() >= before + PER_SECOND / 4);
        till.shut();
        task.confirm(SwitchoverStep.ConfirmSourceWritesStopped);
        var completed = task.awaitCompleted(round);
        till.open(round % 2 == 1 ? target : source);
        return completed.forwardSwitchover().stopMillis() / 1_000.0;
    }

    @Override
    public void close() {
        till.close();
        task.end();
    }
}
