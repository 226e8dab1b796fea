package dev.datamigration.kubectl;

import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.Option;
import dev.datamigration.kubectl.text.ChangesText;
import dev.datamigration.kubectl.text.PlanText;

/** Tells what a task does and is going to do, or what a changed manifest would do to it. */
final class PlanCommand {
    private final CommandContext context;

    PlanCommand(CommandContext context) {
        this.context = context;
    }

    ExitCode run() {
        var file = context.arguments().text(Option.File);
        var out = context.terminal().out();
        if (file == null) {
            out.print(PlanText.of(context.cluster().task(context.selection().single("plan", "task"))));
            return ExitCode.Done;
        }
        if (!context.words().isEmpty()) {
            throw CommandFailure.misused("plan -f takes the task's name from the file");
        }
        var applied = context.cluster().applied(file);
        out.print(ChangesText.of(context.cluster().task(applied.name()), applied));
        return ExitCode.Done;
    }
}
