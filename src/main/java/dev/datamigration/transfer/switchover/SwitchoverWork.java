package dev.datamigration.transfer.switchover;

import dev.datamigration.api.switchover.RehearsalStatus;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.switchover.round.Flows;
import dev.datamigration.transfer.switchover.round.KeptSessions;
import dev.datamigration.transfer.switchover.round.SwitchoverRound;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Does the work of the steps of a switchover, one at a time; blocks, and may be killed and called again anywhere. */
public final class SwitchoverWork {
    /** Before anything is changed, or after the application has moved. */
    private static final Set<SwitchoverStep> SAFE = EnumSet.of(
            SwitchoverStep.StartForwardSwitchover,
            SwitchoverStep.ProcessDatabaseObjects,
            SwitchoverStep.StartReverseIncrement);

    /** While the application stands still. */
    private static final Set<SwitchoverStep> STANDSTILL = EnumSet.of(
            SwitchoverStep.ConfirmSourceWritesStopped,
            SwitchoverStep.ConfirmStopTimestamp,
            SwitchoverStep.StopForwardSync);

    private final KeptSessions sessions = new KeptSessions();
    private final Run run;
    private final Flows flows;
    private final Consumer<StepFindings> progress;

    /**
     * @param run in whatever direction
     * @param progress told what a step that takes long has found so far; must not block
     */
    public SwitchoverWork(Run run, Flows flows, Consumer<StepFindings> progress) {
        this.run = run;
        this.flows = flows;
        this.progress = progress;
    }

    /**
     * Does the work of one step.
     *
     * @return what was found; its state is Done or Failed
     * @throws FailureException if a server could not do its part, which may pass or not
     * @throws CancellationException when the run was cancelled
     */
    public StepFindings perform(StepRequest request) {
        return StepFindings.of(request, result(request));
    }

    private StepResult result(StepRequest request) {
        var switchover = round(request.round(), request.step());
        if (!SAFE.contains(request.step()) && run.known().isUnverified(switchover.ending())) {
            return StepResult.failed(
                    "Changes are applied to rows that were not verified since spec.recovery.accept was used. Abort, let a full verification find both databases equal (spec.fullVerification.repair repairs what differs), and begin again.");
        }
        return switch (request.step()) {
            case StartForwardSwitchover -> StepResult.done("Entered.");
            case SwitchoverPrecheck -> new SwitchoverPrecheck(switchover, flows).perform();
            case StartTargetStore -> new StartTargetStore(switchover, flows).perform();
            case ConfirmSourceWritesStopped -> new ConfirmSourceWritesStopped(switchover).perform();
            case ConfirmStopTimestamp -> new ConfirmStopTimestamp(switchover, flows).perform();
            case StopForwardSync -> new StopForwardSync(switchover, flows).perform();
            case ProcessDatabaseObjects -> new ProcessDatabaseObjects(switchover, flows).perform();
            case StartReverseIncrement ->
                new StartReverseIncrement(switchover, flows, found -> progress.accept(StepFindings.of(request, found)))
                        .perform();
        };
    }

    private SwitchoverRound round(int round, SwitchoverStep step) {
        if (STANDSTILL.contains(step)) {
            return new SwitchoverRound(run, round, sessions);
        }
        sessions.close(run.scope());
        return new SwitchoverRound(run, round);
    }

    /** Makes ready for what comes once a person has answered. */
    public void await(int round, SwitchoverStep step) {
        var switchover = round(round, step);
        if (step == SwitchoverStep.ConfirmSourceWritesStopped) {
            sessions.open(switchover);
        }
    }

    /**
     * Undoes what the steps of this round did before StopForwardSync had ended: roles may write again, the capture that
     * this round made is gone, and the synchronisation runs on.
     */
    public void abort(int round) {
        sessions.close(run.scope());
        new Abort(new SwitchoverRound(run, round), flows).perform();
    }

    /** Ends a switchover without a way back: nothing is kept on the side that the application has left. */
    public void finish(int round) {
        new Finish(new SwitchoverRound(run, round), flows).perform();
    }

    /**
     * Checks and measures what the steps of a round would meet, and changes nothing that lasts.
     *
     * @param round that would come next
     * @param nonce of the answer
     */
    public RehearsalStatus rehearse(int round, long nonce) {
        return new Rehearsal(new SwitchoverRound(run, round), flows).perform(nonce);
    }
}
