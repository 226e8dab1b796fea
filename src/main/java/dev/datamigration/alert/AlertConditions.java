package dev.datamigration.alert;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ModificationStatus;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.rule.ModificationRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells from a task's status what is wrong with it. */
final class AlertConditions {
    private final AlertContext view;
    private final AlertPolicy policy;

    private AlertConditions(AlertContext view, AlertPolicy policy) {
        this.view = view;
        this.policy = policy;
    }

    /** Empty where nothing is wrong of that kind. */
    static Optional<AlertCondition> of(AlertKind kind, AlertContext view, AlertPolicy policy) {
        var conditions = new AlertConditions(view, policy);
        return switch (kind) {
            case TaskStatus -> conditions.exception();
            case IncrementalLatency -> LatencyCondition.of(view);
            case RetainedLog -> RetainedWalCondition.of(view);
        };
    }

    private Optional<AlertCondition> exception() {
        var status = view.status();
        if (status.failure() != null && status.state() != TaskState.Ended) {
            return Optional.of(failure(status.failure(), AlertLevel.Critical, Duration.ZERO));
        }
        if (status.state() == TaskState.Ended || status.state() == TaskState.Stopped) {
            return Optional.empty();
        }
        if (view.passing() != null) {
            return Optional.of(failure(view.passing(), AlertLevel.Warning, policy.passingGrace()));
        }
        return failedStep()
                .map(this::step)
                .or(() -> Optional.ofNullable(status.waiting()).map(this::waiting))
                .or(this::modification)
                .or(this::schemaChange)
                .or(this::difference);
    }

    /** A change of the objects that failed waits for a person while the task itself runs on. */
    private Optional<AlertCondition> modification() {
        return ModificationRules.open(view.status().modifications())
                .filter(record -> record.state() == ModificationState.Failed)
                .map(this::modification);
    }

    private AlertCondition modification(ModificationStatus record) {
        return new AlertCondition(
                AlertKind.TaskStatus,
                AlertLevel.Critical,
                record.endedAt() == null ? null : Instant.parse(record.endedAt()),
                Duration.ZERO,
                record.failure().code(),
                null,
                "modification %d of the task's objects failed: %s"
                        .formatted(record.number(), record.failure().message()),
                record.failure().remedy()
                        + " Then raise spec.resumeNonce to try it again, or put spec.objects back to withdraw it.");
    }

    private AlertCondition waiting(WaitingStatus waiting) {
        return exception(
                AlertLevel.Warning,
                waiting.since(),
                policy.passingGrace(),
                FailureCode.BlockedByOthers.name(),
                "the task waits on the %s for %s".formatted(waiting.side().word(), waiting.holder()),
                waiting.remedy());
    }

    private static AlertCondition failure(FailureStatus failure, AlertLevel level, Duration patience) {
        return exception(level, failure.since(), patience, failure.code(), failure.message(), failure.remedy());
    }

    private static AlertCondition exception(
            AlertLevel level, String since, Duration patience, String value, String text, String remedy) {
        return new AlertCondition(
                AlertKind.TaskStatus,
                level,
                since == null ? null : Instant.parse(since),
                patience,
                value,
                null,
                text,
                remedy);
    }

    private boolean flowsFromSource() {
        var switchover = view.status().forwardSwitchover();
        return switchover == null || switchover.applicationSide() != Side.Target;
    }

    /** Changes of the source's schema that nobody has made on the target yet. */
    private Optional<AlertCondition> schemaChange() {
        var found = view.status().schemaComparison();
        return found == null || found.changed() == 0 || !flowsFromSource()
                ? Optional.empty()
                : Optional.of(exception(
                        AlertLevel.Warning,
                        null,
                        Duration.ZERO,
                        FailureCode.SourceSchemaChanged.name(),
                        "the source's schema was changed while the task runs, and the target's was not",
                        "run the SQL of status.schemaComparison on the target"));
    }

    /** Found by a comparison that is over, or goes on; a task runs on with it. */
    private Optional<AlertCondition> difference() {
        var status = view.status();
        var found = status.phase() == Phase.ReverseIncrement ? status.reverseVerification() : status.verification();
        var compared = status.phase() == Phase.ReverseIncrement
                || (status.phase() == Phase.FullVerification && Boolean.TRUE.equals(status.phaseComplete()));
        return compared && found != null && Boolean.FALSE.equals(found.consistent())
                ? Optional.of(exception(
                        AlertLevel.Warning,
                        null,
                        Duration.ZERO,
                        "DatabasesDiffer",
                        "the comparison found that the databases differ",
                        (status.phase() == Phase.ReverseIncrement
                                        ? "see status.reverseVerification"
                                        : "see status.verification")
                                + ": run the correction SQL, or set spec.fullVerification.repair.mode to"
                                + " Apply; then raise spec.fullVerification.runNonce"))
                : Optional.empty();
    }

    /** A step that failed waits for a person while the task itself runs on. */
    private Optional<SwitchoverStepStatus> failedStep() {
        var switchover = view.status().forwardSwitchover();
        return switchover == null
                ? Optional.empty()
                : switchover.steps().stream()
                        .filter(step -> step.state() == StepState.Failed)
                        .findFirst();
    }

    private AlertCondition step(SwitchoverStepStatus step) {
        return exception(
                AlertLevel.Critical,
                step.endedAt(),
                Duration.ZERO,
                step.step().name(),
                "switchover step " + step.step() + " failed: " + step.message(),
                "mend what it says, then answer the step with Retry, or with Skip where status.awaiting allows it");
    }
}
