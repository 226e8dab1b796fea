package dev.datamigration.kubectl;

import dev.datamigration.api.TaskOperation;
import dev.datamigration.api.alert.AlertChannel;
import dev.datamigration.api.alert.AlertConfiguration;
import dev.datamigration.api.alert.AlertRule;
import dev.datamigration.api.alert.LatencyAlertRule;
import dev.datamigration.api.endpoint.SecretKeyRef;
import dev.datamigration.kubectl.argument.Arguments;
import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.Option;
import dev.datamigration.kubectl.argument.TaskSelection;
import dev.datamigration.kubectl.cluster.ModelJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sets, tests and removes the alerts of the selected tasks. */
final class AlertsCommand {
    private static final String USAGE = "alerts set, alerts test or alerts remove";

    private final CommandContext context;
    private final Arguments arguments;

    /** @param context whose first word says what is meant */
    private AlertsCommand(CommandContext context) {
        this.context = context;
        this.arguments = context.arguments();
    }

    static ExitCode run(CommandContext context) {
        if (context.words().isEmpty()) {
            throw CommandFailure.misused(USAGE);
        }
        var what = context.words().get(0);
        var command = new AlertsCommand(context.withoutFirstWord());
        return switch (what) {
            case "set" -> command.set();
            case "test" -> command.test();
            case "remove" -> command.store(command.context.selection(), new AlertConfiguration(null, null, false));
            default -> throw CommandFailure.misused(USAGE + ", not '" + what + "'");
        };
    }

    private ExitCode set() {
        if (!arguments.has(Option.TaskStatus) && arguments.amount(Option.Latency) == null) {
            throw CommandFailure.misused("say which alerts are meant: --task-status, --latency SECONDS, or both");
        }
        var channel = channel();
        var url = secretKey(Option.UrlSecret);
        if (url == null) {
            throw CommandFailure.misused("--url-secret says where alerts go");
        }
        var signing = secretKey(Option.SigningSecret);
        var frequency = arguments.amount(Option.Frequency);
        var remarks = arguments.text(Option.Remarks);
        var onStatus = arguments.has(Option.TaskStatus)
                ? new AlertRule(frequency, channel, url, null, signing, null, null, remarks)
                : null;
        var threshold = arguments.amount(Option.Latency);
        var onLatency = threshold == null
                ? null
                : new LatencyAlertRule(threshold, frequency, channel, url, null, signing, null, null, remarks);
        return store(context.selection(), new AlertConfiguration(onStatus, onLatency, arguments.has(Option.Test)));
    }

    private AlertChannel channel() {
        var named = arguments.text(Option.Channel);
        if (named == null) {
            throw CommandFailure.misused("--channel says what alerts are sent to");
        }
        return Arrays.stream(AlertChannel.values())
                .filter(channel -> channel.name().equals(named))
                .findFirst()
                .orElseThrow(
                        () -> CommandFailure.misused("--channel is DingTalk, Lark or Webhook, not '" + named + "'"));
    }

    /** Null if it is not given. */
    private SecretKeyRef secretKey(Option option) {
        var typed = arguments.text(option);
        if (typed == null) {
            return null;
        }
        var slash = typed.indexOf('/');
        if (slash <= 0 || slash == typed.length() - 1) {
            throw CommandFailure.misused(option.spelling() + " needs NAME/KEY of a Secret");
        }
        return new SecretKeyRef(typed.substring(0, slash), typed.substring(slash + 1));
    }

    /** Stores what the tasks have already, with a test; so all of them must have the same. */
    private ExitCode test() {
        var found = configured(context.selection().required());
        if (found.isEmpty()) {
            throw new CommandFailure(ExitCode.NothingSupported, "no selected task has alerts");
        }
        if (Set.copyOf(found.values()).size() > 1) {
            var text = new StringBuilder(
                    "The selected tasks have different alert configurations; test those that share one together:\n\n");
            found.forEach((name, alerts) -> text.append(name)
                    .append('\t')
                    .append(ModelJson.write(alerts))
                    .append('\n'));
            context.terminal().err().print(text.toString());
            throw new CommandFailure(ExitCode.Misused, null);
        }
        return store(
                TaskSelection.ofNames(List.copyOf(found.keySet())),
                found.values().iterator().next());
    }

    /** With a test, for each task that has any alerts; an earlier test is not part of them. */
    private Map<String, AlertConfiguration> configured(TaskSelection selection) {
        Map<String, AlertConfiguration> found = new LinkedHashMap<>();
        for (var task : context.cluster().tasks(selection)) {
            var alerts = task.spec().alerts();
            if (alerts != null && (alerts.taskStatus() != null || alerts.incrementalLatency() != null)) {
                found.put(task.name(), new AlertConfiguration(alerts.taskStatus(), alerts.incrementalLatency(), true));
            }
        }
        return found;
    }

    private ExitCode store(TaskSelection selection, AlertConfiguration alerts) {
        return new BatchCommand(
                        context, new BatchRequest("alerts", TaskOperation.ModifyAlertConfiguration, null, alerts))
                .run(selection);
    }
}
