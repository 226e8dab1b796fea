package dev.datamigration.transfer.help.share;

import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.database.RunScope;
import dev.datamigration.failure.Cut;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.run.Run;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells helpers that help is wanted, as many of them as the plan asks for at the moment, and looks what comes of it. What they do
 * they take from the checkpoints and write there, so that none of them is ever waited for: one that is gone has freed it by
 * that, and one that says nothing any more has its sessions ended.
 */
public final class Helpers {
    private static final Logger LOG = Logger.getLogger(Helpers.class);
    private static final long LOOK_MILLIS = 200;
    private static final int LONGEST_PROBLEM = 300;

    private final String id = UUID.randomUUID().toString();
    private final Run run;
    private final RunScope scope;
    private final SharedStage stage;
    private final Map<Integer, HelperContact> helpers = new TreeMap<>();

    public Helpers(Run run, RunScope scope, SharedStage stage) {
        this.run = run;
        this.scope = scope;
        this.stage = stage;
    }

    /**
     * Returns when all is done.
     *
     * @throws java.util.concurrent.CancellationException if the run is cancelled
     */
    public void run() {
        try {
            while (!stage.isOver()) {
                var wanted = run.plan().engine().replicas() - 1;
                share(wanted); // before anybody is told his part
                engage(wanted);
                tell();
                if (!helpers.isEmpty()) {
                    stage.look();
                }
                scope.pause(LOOK_MILLIS);
            }
            if (!helpers.isEmpty()) {
                stage.end();
            }
        } finally {
            helpers.values().forEach(this::dismiss);
            run.limiter().share(1, 1);
            stage.sharedBy(null);
        }
    }

    private void engage(int wanted) {
        for (var number = 1; number <= wanted; number++) {
            var helper = helpers.computeIfAbsent(
                    number, absent -> new HelperContact(run.helperPool().patience(), System::nanoTime));
            if (helper.isLost()) {
                cutOff(number, helper);
            }
            if (helper.isDue()) {
                var terms = terms(number);
                helper.tell(terms);
                run.helperPool().engage(terms).whenComplete(helper::hear);
            }
        }
        helpers.entrySet().removeIf(helper -> {
            if (helper.getKey() > wanted) {
                dismiss(helper.getValue());
                return true;
            }
            return false;
        });
    }

    private Engagement terms(int number) {
        return new Engagement(
                id,
                scope.taskId(),
                scope.epoch(),
                stage.claim(),
                number,
                run.direction(),
                run.source().pin(),
                run.target().pin(),
                stage.snapshot(),
                run.plan().withLimits(run.limiter().part()),
                run.speed().share());
    }

    private void dismiss(HelperContact helper) {
        if (helper.told() != null) {
            run.helperPool().dismiss(helper.told());
        }
    }

    /** It may sit somewhere with work that it has taken; what it holds is free when its sessions have ended. */
    private void cutOff(int number, HelperContact helper) {
        try {
            run.to().sessions().terminateHelper(scope, number);
            helper.cutOff();
            LOG.warnf(
                    "Task %s: worker %d does not answer any more, and its sessions were ended", scope.taskId(), number);
        } catch (FailureException e) {
            // it is tried again, and whoever works meets the same server
        }
    }

    /** Each helper has its part whether it comes or not; what is not used so is this worker's. */
    private void share(int wanted) {
        var writing =
                (int) helpers.values().stream().filter(HelperContact::mayWrite).count();
        run.limiter().share(1 + wanted, 1 + wanted - Math.min(writing, wanted));
    }

    private void tell() {
        var atWork =
                (int) helpers.values().stream().filter(HelperContact::isAtWork).count();
        stage.sharedBy(helpers.isEmpty() ? null : new WorkersStatus(1 + helpers.size(), 1 + atWork, problem()));
    }

    /** Of the first helper that is not at work, where it is known. */
    private String problem() {
        return helpers.entrySet().stream()
                .filter(helper -> !helper.getValue().isAtWork()
                        && !helper.getValue().problem().isEmpty())
                .findFirst()
                .map(helper ->
                        "worker " + helper.getKey() + ": " + helper.getValue().problem())
                .map(text -> Cut.to(LONGEST_PROBLEM, text))
                .orElse(null);
    }
}
