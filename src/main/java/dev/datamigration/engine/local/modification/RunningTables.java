package dev.datamigration.engine.local.modification;

import dev.datamigration.api.modification.ObjectChangeState;
import dev.datamigration.lifecycle.modification.ModificationIntent;
import dev.datamigration.lifecycle.modification.ModificationWork;
import dev.datamigration.transfer.join.MainStream;
import dev.datamigration.transfer.join.ObjectChanges;
import dev.datamigration.transfer.run.Run;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Changes the tables of a task whose synchronisation runs. */
public final class RunningTables implements ObjectChanger {
    private static final long POLL_MILLIS = 100;

    private final Run run;
    private final MainStream main;
    private final BooleanSupplier flows;

    /**
     * @param run within a scope that ends the change alone
     * @param flows whether the synchronisation has begun
     */
    public RunningTables(Run run, MainStream main, BooleanSupplier flows) {
        this.run = run;
        this.main = main;
        this.flows = flows;
    }

    @Override
    public ObjectChangeState.Done carryOut(ModificationWork work, Consumer<ObjectChangeState> progress) {
        while (!flows.getAsBoolean()) {
            run.scope().pause(POLL_MILLIS); // a worker that has just begun
        }
        var changes = new ObjectChanges(run, work.objects(), work.number(), work.removedTables(), main, progress);
        return work.intent() == ModificationIntent.Withdraw ? changes.withdraw() : changes.carryOut();
    }
}
