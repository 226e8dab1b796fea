package dev.datamigration.kubectl;

import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.OutputFormat;
import dev.datamigration.kubectl.cluster.BatchView;
import dev.datamigration.kubectl.text.InterruptionNotice;
import dev.datamigration.kubectl.text.OutcomeText;
import dev.datamigration.kubectl.text.Waiting;
import java.time.LocalTime;

/** Prints what becomes of each task of a batch operation until all have their result. */
final class BatchFollower {
    private static final int MOST_MISSES = 30;

    private final CommandContext context;
    private final String name;
    private BatchView before = new BatchView(null);
    private int misses;

    BatchFollower(CommandContext context, String name) {
        this.context = context;
        this.name = name;
    }

    ExitCode follow() {
        try (var notice = new InterruptionNotice(this::tellThatItGoesOn)) {
            var now = look();
            while (now == null || !now.hasEnded()) {
                Waiting.seconds(1);
                now = look();
            }
            return conclude(now);
        }
    }

    private void tellThatItGoesOn() {
        var where = context.inNamespace();
        context.people().endProgress();
        context.terminal().err().print("""

                        BatchOperation %1$s goes on by itself.
                          follow it:    kubectl migration follow %1$s%2$s
                          hold it back: kubectl patch bo %1$s%2$s --type=merge -p '{"spec":{"suspend":true}}'
                          abort it:     kubectl delete bo %1$s%2$s   (requests already made stand)
                        """.formatted(name, where));
    }

    /** Null where the API server cannot be asked now. */
    private BatchView look() {
        BatchView now;
        try {
            now = context.cluster().batch(name);
        } catch (CommandFailure e) {
            misses++;
            if (misses >= MOST_MISSES) {
                throw new CommandFailure(
                        ExitCode.Error, "gave up asking; BatchOperation " + name + " goes on by itself");
            }
            return null;
        }
        misses = 0;
        if (now == null) {
            throw new CommandFailure(
                    ExitCode.Error, "BatchOperation " + name + " is not there: aborted, or never made");
        }
        tell(now);
        return now;
    }

    private void tell(BatchView now) {
        context.people().endProgress();
        context.people().print(OutcomeText.news(before, now, LocalTime.now()));
        before = now;
        if (!now.hasEnded()) {
            context.people().progress(OutcomeText.progress(now));
        }
    }

    private ExitCode conclude(BatchView ended) {
        if (context.format().isObject()) {
            context.terminal().out().pass(context.cluster().printed(name, context.format()));
        } else if (context.format() == OutputFormat.table) {
            context.terminal().out().print(OutcomeText.conclusion(ended));
        }
        if (!ended.hasSucceeded()) {
            return ExitCode.TasksFailed;
        }
        return ended.supported() == 0 ? ExitCode.NothingSupported : ExitCode.Done;
    }
}
