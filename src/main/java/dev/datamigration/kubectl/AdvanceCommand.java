package dev.datamigration.kubectl;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.batch.SwitchoverRequest;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.Option;
import dev.datamigration.kubectl.argument.TaskSelection;
import dev.datamigration.kubectl.cluster.TaskView;
import dev.datamigration.kubectl.text.TextTable;
import dev.datamigration.lifecycle.switchover.StepRule.Mover;
import dev.datamigration.lifecycle.switchover.SwitchoverSteps;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Answers the step of the forward switchover in which the selected tasks stand. */
final class AdvanceCommand {
    private final CommandContext context;

    AdvanceCommand(CommandContext context) {
        this.context = context;
    }

    ExitCode run() {
        var selection = context.selection().required();
        var step = context.arguments().text(Option.Step) == null ? commonStep(selection) : namedStep();
        var request = new SwitchoverRequest(step, answer(step));
        return new BatchCommand(
                        context, new BatchRequest("advance", TaskOperation.StartForwardSwitchover, request, null))
                .run(selection);
    }

    private SwitchoverStep namedStep() {
        var name = context.arguments().text(Option.Step);
        return Arrays.stream(SwitchoverStep.values())
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.misused("there is no step '" + name + "'"));
    }

    /** The step in which all selected tasks stand that wait for an answer. */
    private SwitchoverStep commonStep(TaskSelection selection) {
        var standing = context.cluster().tasks(selection).stream()
                .filter(task -> task.status() != null && task.status().phase() == Phase.ForwardSwitchover)
                .toList();
        var steps = standing.stream()
                .map(TaskView::awaits)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (steps.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NothingSupported, "no selected task waits for an answer in the forward switchover");
        }
        if (steps.size() > 1) {
            context.terminal().err().print("""
                            The selected tasks stand in different steps; say with --step which is meant:

                            %s""".formatted(table(standing)));
            throw new CommandFailure(ExitCode.Misused, null);
        }
        return steps.get(0);
    }

    private static TextTable table(List<TaskView> standing) {
        var table = TextTable.indented("NAME", "STEP", "CAN BE ANSWERED WITH");
        for (var task : standing) {
            if (task.awaits() == null) {
                table.row(task.name(), "-", "-");
            } else {
                table.row(
                        task.name(),
                        task.awaits().name(),
                        names(task.status().awaiting().actions()));
            }
        }
        return table;
    }

    /** Divided by blanks. */
    static String names(List<? extends Enum<?>> values) {
        return values == null ? "" : values.stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    private StepAction answer(SwitchoverStep step) {
        if (step == SwitchoverStep.SwitchoverPrecheck) {
            throw new CommandFailure(ExitCode.Misused, """
                    SwitchoverPrecheck is retried or skipped on each task, not by a batch operation:
                      kubectl migration precheck retry|skip TASKS""");
        }
        var confirmed = SwitchoverSteps.rule(step).mover() != Mover.System;
        var asked = askedAction();
        if (confirmed && asked != null) {
            throw CommandFailure.misused(step + " is confirmed; leave out --retry and --skip");
        }
        if (!confirmed && asked == null) {
            throw CommandFailure.misused(step + " runs by itself; after a failure, answer with --retry or --skip");
        }
        return confirmed ? StepAction.Confirm : asked;
    }

    /** Null for none. */
    private StepAction askedAction() {
        if (context.arguments().has(Option.Skip)) {
            return StepAction.Skip;
        }
        return context.arguments().has(Option.Retry) ? StepAction.Retry : null;
    }
}
