package dev.datamigration.kubectl;

import static dev.datamigration.kubectl.text.DescriptionLines.orDash;
import static dev.datamigration.kubectl.text.DescriptionLines.orZero;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.kubectl.cluster.TaskView;
import dev.datamigration.kubectl.text.DescriptionLines;
import dev.datamigration.lifecycle.condition.ModificationTexts;
import dev.datamigration.lifecycle.model.CurrentFlow;
import dev.datamigration.lifecycle.rule.ModificationRules;

/** Everything about one task, for people. */
final class TaskDescription {
    private final DescriptionLines lines = new DescriptionLines();

    private TaskDescription() {}

    static String of(TaskView task) {
        var description = new TaskDescription();
        description.add(task);
        return description.lines.toString();
    }

    private void add(TaskView task) {
        lines.add(task.name() + " in " + task.metadata().namespace());
        lines.add("from", shown(task.spec().source()));
        lines.add("to", shown(task.spec().target()));
        lines.add("wanted", orDash(task.spec().desiredState()));
        if (task.status() == null) {
            lines.add("state", "the operator has not looked at it yet");
        } else {
            addStatus(task.status());
        }
    }

    private static String shown(Endpoint endpoint) {
        return endpoint == null ? "not set" : endpoint.type() + " " + endpoint.host() + ", " + endpoint.database();
    }

    private void addStatus(MigrationTaskStatus status) {
        var since = status.stateChangedAt();
        lines.add("state", orDash(status.state()) + (since == null ? "" : " since " + since));
        var modifies =
                ModificationRules.underWay(status.modifications()).isPresent(); // that is what progress is of then
        var progress = modifies || status.progress() == null ? "" : status.progress();
        lines.add("phase", orDash(status.phase()) + " " + progress);
        lines.addIfKnown("latency", status.latency());
        lines.addIfKnown("speed", status.speed() == null ? null : status.speed().message());
        var flow = CurrentFlow.of(status);
        if (flow != null) {
            lines.add("applied up to", orDash(flow.checkpointTimestamp()));
        }
        lines.addIfKnown("message", status.message());
        addModification(status);
        if (status.failure() != null) {
            addFailure(status.failure());
        }
        if (status.awaiting() != null) {
            var awaited = status.awaiting();
            lines.add(
                    "awaits",
                    "%s, attempt %s: %s"
                            .formatted(awaited.step(), awaited.attempt(), AdvanceCommand.names(awaited.actions())));
        }
        if (status.lastOperation() != null) {
            var last = status.lastOperation();
            lines.add(
                    "last asked", last.operation() + " by " + orDash(last.requestedBy()) + " at " + last.requestedAt());
        }
        lines.add("supports", AdvanceCommand.names(status.supportedOperations()));
        addFindings(status);
    }

    /** The newest change of the objects, while it is under way and where it has failed, beside the phase. */
    private void addModification(MigrationTaskStatus status) {
        ModificationRules.open(status.modifications()).ifPresent(record -> {
            var progress = ModificationTexts.progress(record);
            lines.add(
                    "modifies",
                    "%d: %s, %s%s since %s"
                            .formatted(
                                    record.number(),
                                    ModificationTexts.what(record),
                                    record.state(),
                                    progress == null ? "" : " " + progress,
                                    orDash(record.endedAt() == null ? record.startedAt() : record.endedAt())));
            if (record.failure() != null) {
                addFailure(record.failure());
            }
        });
    }

    private void addFailure(FailureStatus failure) {
        var side = failure.side() == null ? "" : " (" + failure.side() + ")";
        lines.add("failure", failure.code() + side + ": " + failure.message());
        lines.add("remedy", orDash(failure.remedy()));
    }

    private void addFindings(MigrationTaskStatus status) {
        if (status.precheck() != null) {
            status.precheck().items().stream()
                    .filter(item -> item.status() != PrecheckItemStatus.Passed)
                    .forEach(this::addPrecheck);
        }
        if (status.verification() != null) {
            addVerification(status.verification());
        }
        if (status.forwardSwitchover() != null) {
            new SwitchoverDescription(lines).add(status.forwardSwitchover());
        }
    }

    private void addPrecheck(PrecheckItem item) {
        lines.add(
                "precheck", item.status() + " " + item.name() + ": " + (item.message() == null ? "" : item.message()));
    }

    private void addVerification(VerificationStatus found) {
        lines.add(
                "verified",
                "%d of %d tables, %d rows equal, %d differ, %d only on the source, %d only on the target"
                        .formatted(
                                orZero(found.tablesCompared()),
                                orZero(found.tables()),
                                orZero(found.consistentRows()),
                                orZero(found.mismatchedRows()),
                                orZero(found.sourceOnlyRows()),
                                orZero(found.targetOnlyRows())));
    }
}
