package dev.datamigration.kubectl;

import dev.datamigration.kubectl.TaskEdit.LeftAlone;
import dev.datamigration.kubectl.TaskEdit.Patch;
import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.Option;
import dev.datamigration.kubectl.cluster.ClusterReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks first, then edits the spec of each selected task; goes on after one that is refused. */
final class EditCommand {
    private final CommandContext context;
    private final TaskEdit edit;

    EditCommand(CommandContext context, TaskEdit edit) {
        this.context = context;
        this.edit = edit;
    }

    ExitCode run() {
        var tasks = context.cluster().tasks(context.selection().required());
        if (tasks.isEmpty()) {
            throw new CommandFailure(ExitCode.NothingSupported, "no task is selected");
        }
        Map<String, Patch> patches = new LinkedHashMap<>();
        for (var task : tasks) {
            var choice = edit.choice().apply(task);
            if (choice instanceof LeftAlone left) {
                context.people().line("  " + task.name() + ": " + left.why() + "; it is left alone");
            } else if (choice instanceof Patch patch) {
                patches.put(task.name(), patch);
            }
        }
        if (patches.isEmpty()) {
            return ExitCode.NothingSupported;
        }
        if (context.arguments().has(Option.DryRun)) {
            patches.keySet().forEach(context.terminal().out()::line);
            return ExitCode.Done;
        }
        context.confirm(edit.doing(), patches.size());
        return apply(patches);
    }

    private ExitCode apply(Map<String, Patch> patches) {
        var code = ExitCode.Done;
        for (var patch : patches.entrySet()) {
            var patched = context.kubectl()
                    .run(
                            null,
                            "patch",
                            ClusterReader.TASKS,
                            patch.getKey(),
                            "--type=merge",
                            "-p",
                            patch.getValue().json());
            context.terminal().out().pass(patched.bytes());
            if (!patched.done()) {
                code = ExitCode.TasksFailed;
            }
        }
        return code;
    }
}
