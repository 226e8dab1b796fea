package dev.datamigration.kubectl;

import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.Option;
import dev.datamigration.kubectl.argument.TaskSelection;
import dev.datamigration.kubectl.text.OutcomeText;
import dev.datamigration.kubectl.text.TopText;
import dev.datamigration.kubectl.text.Waiting;
import java.time.LocalTime;

/** Shows where tasks stand, once or over and over. */
final class TopCommand {
    private static final int SECONDS = 2;

    private final CommandContext context;

    TopCommand(CommandContext context) {
        this.context = context;
    }

    ExitCode run() {
        var selection = context.selection();
        while (context.arguments().has(Option.Watch)) {
            watch(selection);
            Waiting.seconds(SECONDS);
        }
        context.terminal().out().line(TopText.of(context.cluster().tasks(selection)));
        return ExitCode.Done;
    }

    private void watch(TaskSelection selection) {
        var out = context.terminal().out();
        try {
            var shown = TopText.of(context.cluster().tasks(selection));
            out.clearScreen();
            out.line("%s  every %d s, Ctrl-C ends\n\n%s"
                    .formatted(OutcomeText.TIME.format(LocalTime.now()), SECONDS, shown));
        } catch (CommandFailure e) {
            // kubectl has said why; it may answer the next time
        }
    }
}
