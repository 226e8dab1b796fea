package dev.datamigration.kubectl;

import dev.datamigration.api.batch.TaskSelector;
import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.Option;
import dev.datamigration.kubectl.argument.OutputFormat;
import dev.datamigration.kubectl.argument.TaskSelection;
import dev.datamigration.kubectl.cluster.BatchView;
import dev.datamigration.kubectl.cluster.ClusterReader;
import dev.datamigration.kubectl.cluster.LabelSelectors;
import dev.datamigration.kubectl.text.PreviewText;
import dev.datamigration.kubectl.text.Waiting;

/** The list of tasks that qualify, the question, the batch operation, and its outcome. */
final class BatchCommand {
    private static final int MOST_LOOKS = 60;
    /** It answers within some milliseconds, mostly. */
    private static final int LOOKS_AT_ONCE = 3;

    private final CommandContext context;
    private final BatchRequest request;

    BatchCommand(CommandContext context, BatchRequest request) {
        this.context = context;
        this.request = request;
    }

    ExitCode run(TaskSelection selection) {
        var manifest =
                new BatchManifest(request, selection.required().names(), selector(selection), context.arguments());
        var requester = requester();
        var looked = create(manifest.preview(requester));
        BatchView preview;
        try {
            preview = preview(looked);
            if (context.arguments().has(Option.DryRun)) {
                show(looked, preview);
                return ExitCode.Done;
            }
        } finally {
            // it expires by itself where it may not be deleted
            context.kubectl().runQuietly("delete", ClusterReader.BATCHES, looked, "--wait=false");
        }
        context.people().print(PreviewText.of(request.operation(), preview));
        if (preview.supported() == 0) {
            return ExitCode.NothingSupported;
        }
        context.confirm(request.operation().name(), preview.supported());
        return begin(create(manifest.operation(requester)));
    }

    private TaskSelector selector(TaskSelection selection) {
        if (selection.all()) {
            return new TaskSelector(null, null);
        }
        return selection.selector() == null ? null : LabelSelectors.parse(context.kubectl(), selection.selector());
    }

    /** Returns who asks: as the API server knows the person, or else as the kubeconfig does. */
    private String requester() {
        var user = context.kubectl().runQuietly("auth", "whoami", "--output=jsonpath={.status.userInfo.username}");
        if (user.done() && !user.text().isEmpty()) {
            return user.text();
        }
        user = context.kubectl()
                .runQuietly("config", "view", "--minify", "--output=jsonpath={.contexts[0].context.user}");
        return user.done() && !user.text().isEmpty() ? user.text() : "kubectl";
    }

    /** Its name. */
    private String create(String manifest) {
        var created = context.kubectl().run(manifest, "create", "-f", "-", "--output=jsonpath={.metadata.name}");
        if (!created.done()) {
            throw new CommandFailure(ExitCode.Error, "the BatchOperation was not created");
        }
        return created.text();
    }

    /** Has the operator say which tasks qualify. */
    private BatchView preview(String name) {
        for (var looks = 1; looks < MOST_LOOKS; looks++) {
            var found = context.cluster().batch(name);
            if (found != null && found.isComplete()) {
                return found;
            }
            if (looks > LOOKS_AT_ONCE) {
                Waiting.seconds(1);
            }
        }
        throw new CommandFailure(
                ExitCode.Error, "no answer for a minute: does the operator run, and does it watch this namespace?");
    }

    private void show(String name, BatchView preview) {
        var out = context.terminal().out();
        switch (context.format()) {
            case table -> out.print(PreviewText.of(request.operation(), preview));
            case name ->
                PreviewText.qualified(preview).forEach(task -> out.line(ClusterReader.TASKS + "/" + task.name()));
            case json, yaml -> out.pass(context.cluster().printed(name, context.format()));
        }
    }

    private ExitCode begin(String batch) {
        if (context.format() == OutputFormat.name) {
            context.terminal().out().line(ClusterReader.BATCHES + "/" + batch);
        }
        context.people().line("\nBatchOperation " + batch);
        if (context.arguments().has(Option.NoWait)) {
            context.people().line("It goes on by itself; kubectl migration follow " + batch + context.inNamespace());
            return ExitCode.Done;
        }
        return new BatchFollower(context, batch).follow();
    }
}
