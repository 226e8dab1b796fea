package dev.datamigration.batch;

import static dev.datamigration.api.Phase.ForwardSwitchover;
import static dev.datamigration.api.Phase.FullMigration;
import static dev.datamigration.api.Phase.FullVerification;
import static dev.datamigration.api.Phase.IncrementalSync;
import static dev.datamigration.api.Phase.Precheck;
import static dev.datamigration.api.Phase.ReverseIncrement;
import static dev.datamigration.api.Phase.SchemaMigration;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverStep;

/** Where a task can stand: every status, phase and step that makes a difference to an operation. */
enum Standing {
    NOT_CONFIGURED("NotConfigured", TaskState.NotConfigured, null, ""),
    NOT_STARTED("NotStarted", TaskState.NotStarted, Precheck, ""),
    NOT_STARTED_AND_BAD("NotStarted; its precheck will fail", TaskState.NotStarted, Precheck, ""),
    PRECHECK("Running: Precheck", TaskState.Running, Precheck, ""),
    SCHEMA("Running: SchemaMigration", TaskState.Running, SchemaMigration, ""),
    LOADING("Running: FullMigration", TaskState.Running, FullMigration, ""),
    CATCHING_UP("Running: IncrementalSync", TaskState.Running, IncrementalSync, ""),
    IN_STEP(
            "Running: IncrementalSync in step, without FullVerification in its plan",
            TaskState.Running,
            IncrementalSync,
            "migrationTypes: [Schema, Full, Incremental]"),
    VERIFYING("Running: FullVerification under way", TaskState.Running, FullVerification, ""),
    VERIFIED("Running: FullVerification complete", TaskState.Running, FullVerification, ""),
    SKIPPED("Running: FullVerification skipped", TaskState.Running, FullVerification, "fullVerification: {skip: true}"),
    AWAITING_START(SwitchoverStep.StartForwardSwitchover, StepState.WaitingForConfirmation),
    SWITCHOVER_PRECHECK_FAILED(SwitchoverStep.SwitchoverPrecheck, StepState.Failed),
    STARTING_STORE(SwitchoverStep.StartTargetStore, StepState.Running),
    AWAITING_END_OF_WRITES(SwitchoverStep.ConfirmSourceWritesStopped, StepState.WaitingForConfirmation),
    STOP_TIMESTAMP_FAILED(SwitchoverStep.ConfirmStopTimestamp, StepState.Failed),
    REVERSE("Running: ReverseIncrement", TaskState.Running, ReverseIncrement, switchover("StartReverseIncrement")),
    MODIFYING("Modifying", TaskState.Modifying, IncrementalSync, ""),
    INTEGRATING("Integrating", TaskState.Integrating, IncrementalSync, ""),
    STOPPED("Stopped: FullMigration", TaskState.Stopped, FullMigration, ""),
    STOPPED_VERIFYING("Stopped: FullVerification under way", TaskState.Stopped, FullVerification, ""),
    STOPPED_VERIFIED("Stopped: FullVerification complete", TaskState.Stopped, FullVerification, ""),
    FAILED_PRECHECK("Failed: Precheck, which will fail again", TaskState.Failed, Precheck, ""),
    FAILED("Failed: FullMigration", TaskState.Failed, FullMigration, ""),
    FAILED_VERIFYING("Failed: FullVerification under way", TaskState.Failed, FullVerification, ""),
    COMPLETED("Completed", TaskState.Completed, FullMigration, "migrationTypes: [Schema, Full]"),
    ENDING("Ending", TaskState.Ending, FullMigration, ""),
    ENDED("Ended", TaskState.Ended, null, "desiredState: Ended");

    final String text;
    final TaskState state;
    final Phase phase;
    final SwitchoverStep step;
    final StepState stepState;
    private final String further;

    Standing(String text, TaskState state, Phase phase, String further) {
        this(text, state, phase, null, null, further);
    }

    /** In the forward switchover, with every step before confirmed. */
    Standing(SwitchoverStep step, StepState stepState) {
        this(
                "Running: " + step
                        + (stepState == StepState.WaitingForConfirmation
                                ? " awaited"
                                : " " + stepState.name().toLowerCase()),
                TaskState.Running,
                ForwardSwitchover,
                step,
                stepState,
                switchover(before(step)));
    }

    Standing(String text, TaskState state, Phase phase, SwitchoverStep step, StepState stepState, String further) {
        this.text = text;
        this.state = state;
        this.phase = phase;
        this.step = step;
        this.stepState = stepState;
        this.further = further;
    }

    private static String before(SwitchoverStep step) {
        return step.compareTo(SwitchoverStep.ConfirmSourceWritesStopped) > 0
                ? "ConfirmSourceWritesStopped"
                : step == SwitchoverStep.StartForwardSwitchover ? "" : "StartForwardSwitchover";
    }

    /** @param last the last of the steps that are confirmed in advance; empty for none */
    private static String switchover(String last) {
        var confirmed = switch (last) {
            case "" -> "";
            case "StartForwardSwitchover" -> last;
            case "ConfirmSourceWritesStopped" -> "StartForwardSwitchover, " + last;
            default ->
                "StartForwardSwitchover, ConfirmSourceWritesStopped, ProcessDatabaseObjects, StartReverseIncrement";
        };
        return "migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]\n"
                + "forwardSwitchover: {entered: true, fenceSource: true, applicationRoles: [shop_app], autoConfirm: ["
                + confirmed + "]}";
    }

    /** What its spec says but for source, target and objects. */
    String spec() {
        var started = state != TaskState.NotStarted && state != TaskState.NotConfigured && state != TaskState.Ended;
        return (started ? "desiredState: Running\n" : "") + further + "\n";
    }

    /** Whether an error stands on it. */
    boolean failed() {
        return state == TaskState.Failed;
    }

    /** Whether nothing of it runs before it is started or resumed. */
    boolean atRest() {
        return state == TaskState.NotStarted || state == TaskState.Stopped || failed();
    }

    /** Whether what its precheck found keeps it from running. */
    boolean cannotRun() {
        return this == NOT_STARTED_AND_BAD || this == FAILED_PRECHECK;
    }

    /** What stands in the name of such a task. */
    String key() {
        return name().toLowerCase().replace('_', '-');
    }

    static Standing of(String task) {
        return java.util.Arrays.stream(values())
                .filter(standing -> task.endsWith("." + standing.key()))
                .findFirst()
                .orElseThrow();
    }
}
