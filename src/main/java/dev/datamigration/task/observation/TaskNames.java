package dev.datamigration.task.observation;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.database.session.TaskMention;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.modification.ModificationReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Names tasks in what workers say of each other. A worker knows another task by its UID alone, from the names of its sessions;
 * the operator knows how those of the same namespace are called. Of others the UID stays: whoever reads the one task need not be
 * let see the other.
 */
final class TaskNames {
    private final Map<String, TaskId> byUid = new ConcurrentHashMap<>();

    void remember(TaskId id) {
        byUid.put(id.uid(), id);
    }

    void forget(String uid) {
        byUid.remove(uid);
    }

    /** @param namespace of the task whose worker it is */
    Report in(Report report, String namespace) {
        var mentions = new Mentions(uid -> name(uid, namespace));
        return new Report(report.epoch(), mentions.in(report.activity()), mentions.in(report.details()));
    }

    private String name(String uid, String namespace) {
        var known = byUid.get(uid);
        return known != null && known.namespace().equals(namespace) ? known.namespace() + "/" + known.name() : null;
    }

    /**
     * Repeats what a worker says, with the names of other tasks where it had their UIDs.
     *
     * @param names the name of the task with a UID; null where the UID stays
     */
    private record Mentions(UnaryOperator<String> names) {
        private WorkerState in(WorkerState workerState) {
            return workerState instanceof WorkerState.Failed failed
                    ? new WorkerState.Failed(failed.phase(), in(failed.failure()))
                    : workerState;
        }

        private Failure in(Failure failure) {
            return new Failure(
                    failure.code(), failure.side(), in(failure.message()), in(failure.remedy()), failure.accept());
        }

        private WorkerDetails in(WorkerDetails found) {
            return new WorkerDetails(
                    in(found.precheck()),
                    found.schema(),
                    found.full(),
                    found.incremental(),
                    found.verification(),
                    found.reverseIncrement(),
                    found.reverseVerification(),
                    in(found.switchover()),
                    found.checkpoints(),
                    in(found.waiting()),
                    found.schemaComparison(),
                    found.speed(),
                    found.retainedLog(),
                    in(found.modification()));
        }

        private PrecheckStatus in(PrecheckStatus found) {
            return found == null
                    ? null
                    : new PrecheckStatus(
                            found.checkedAt(),
                            found.items().stream()
                                    .map(item -> new PrecheckItem(
                                            item.name(),
                                            item.side(),
                                            item.status(),
                                            in(item.message()),
                                            in(item.remedy()),
                                            item.skippable()))
                                    .toList(),
                            found.plan());
        }

        private StepReport in(StepReport found) {
            return found == null || found.step() == null
                    ? found
                    : new StepReport(in(found.step()), found.ended(), found.lateWrites(), found.rehearsal());
        }

        private StepReport.Step in(StepReport.Step step) {
            var items = step.items() == null
                    ? null
                    : step.items().stream()
                            .map(item -> new SwitchoverItem(
                                    item.name(), item.side(), item.status(), in(item.message()), item.sql()))
                            .toList();
            return new StepReport.Step(
                    step.round(), step.step(), step.attempt(), step.state(), in(step.message()), items);
        }

        private WaitingStatus in(WaitingStatus found) {
            return found == null
                    ? null
                    : new WaitingStatus(found.side(), found.since(), in(found.holder()), in(found.remedy()));
        }

        private ModificationReport in(ModificationReport found) {
            return found == null || found.failure() == null ? found : found.withFailure(in(found.failure()));
        }

        private FailureStatus in(FailureStatus failure) {
            return new FailureStatus(
                    failure.code(),
                    failure.failureClass(),
                    failure.side(),
                    in(failure.message()),
                    in(failure.remedy()),
                    failure.phase(),
                    failure.since(),
                    failure.accept());
        }

        private String in(String text) {
            return TaskMention.named(text, names);
        }
    }
}
