package dev.datamigration.kubectl;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.switchover.StepAction;
import dev.datamigration.kubectl.argument.Amounts;
import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.Option;

/** Says which command does what. */
final class Commands {
    private static final String PRECHECK_USAGE = "precheck retry or precheck skip";

    private Commands() {}

    /**
     * @param command the first word of the command line
     * @param context whose words come after it
     * @throws CommandFailure if it cannot be done, or there is no such command
     */
    static ExitCode run(String command, CommandContext context) {
        return switch (command) {
            case "start" -> batch(context, "start", TaskOperation.Start);
            case "stop" -> batch(context, "stop", TaskOperation.Stop);
            case "resume" -> batch(context, "resume", TaskOperation.Resume);
            case "end" -> batch(context, "end", TaskOperation.End);
            case "skip-verification" -> batch(context, "skip", TaskOperation.SkipFullVerification);
            case "enter-switchover" -> batch(context, "enter", TaskOperation.EnterForwardSwitchover);
            case "advance" -> new AdvanceCommand(context).run();
            case "alerts" -> AlertsCommand.run(context);
            case "follow" -> follow(context);
            case "precheck" -> precheck(context);
            case "abort" -> new EditCommand(context, SwitchoverEdits.abort()).run();
            case "rehearse" -> new EditCommand(context, SwitchoverEdits.rehearse()).run();
            case "round" -> round(context);
            case "accept-stranded" -> new EditCommand(context, SwitchoverEdits.acceptStranded()).run();
            case "top", "status" -> new TopCommand(context).run();
            case "plan" -> new PlanCommand(context).run();
            case "describe" -> new DescribeCommand(context).run();
            default -> throw CommandFailure.misused("there is no command '" + command + "'");
        };
    }

    private static ExitCode batch(CommandContext context, String verb, TaskOperation operation) {
        return new BatchCommand(context, new BatchRequest(verb, operation)).run(context.selection());
    }

    private static ExitCode follow(CommandContext context) {
        return new BatchFollower(context, context.selection().single("follow", "BatchOperation")).follow();
    }

    private static ExitCode precheck(CommandContext context) {
        if (context.words().isEmpty()) {
            throw CommandFailure.misused(PRECHECK_USAGE);
        }
        var answer = context.words().get(0);
        var action = switch (answer) {
            case "retry" -> StepAction.Retry;
            case "skip" -> StepAction.Skip;
            default -> throw CommandFailure.misused(PRECHECK_USAGE + ", not '" + answer + "'");
        };
        var acknowledge = context.arguments().has(Option.Acknowledge);
        if (acknowledge && action != StepAction.Skip) {
            throw CommandFailure.misused("--acknowledge goes with precheck skip");
        }
        return new EditCommand(context.withoutFirstWord(), SwitchoverEdits.precheck(action, acknowledge)).run();
    }

    private static ExitCode round(CommandContext context) {
        if (context.words().isEmpty()) {
            throw CommandFailure.misused("round needs its number: 1 to the target, 2 back to the source, and so on");
        }
        var number = Amounts.number("round", context.words().get(0));
        return new EditCommand(context.withoutFirstWord(), SwitchoverEdits.round(number)).run();
    }
}
