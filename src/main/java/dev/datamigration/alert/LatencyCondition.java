package dev.datamigration.alert;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.LatencyAlertRule;
import dev.datamigration.api.status.IncrementalStatus;
import dev.datamigration.lifecycle.model.CurrentFlow;
import dev.datamigration.lifecycle.rule.ModificationRules;
import java.time.Duration;
import java.util.Optional;

/**
 * Latency above the threshold. While changes should be synchronised and nobody measures, it grows unseen: that is told
 * once it has lasted as long as the threshold, because by then the latency may be above it.
 */
final class LatencyCondition {
    private final AlertContext view;
    private final LatencyAlertRule rule;

    private LatencyCondition(AlertContext view, LatencyAlertRule rule) {
        this.view = view;
        this.rule = rule;
    }

    static Optional<AlertCondition> of(AlertContext view) {
        var alerts = view.spec().alerts();
        return alerts == null || alerts.incrementalLatency() == null || !shouldSynchronise(view)
                ? Optional.empty()
                : new LatencyCondition(view, alerts.incrementalLatency()).find();
    }

    private static boolean shouldSynchronise(AlertContext view) {
        var phase = view.status().phase();
        var state = view.status().state();
        return state != null
                && (ModificationRules.hasWorker(state) || state == TaskState.Failed)
                && view.spec().desiredState() == DesiredState.Running
                && synchronises(phase);
    }

    /** In the switchover the synchronisation is ended on purpose: its steps tell how it goes. */
    private static boolean synchronises(Phase phase) {
        return phase == Phase.IncrementalSync || phase == Phase.FullVerification || phase == Phase.ReverseIncrement;
    }

    private Optional<AlertCondition> find() {
        var reading = reading();
        if (view.status().state() == TaskState.Failed
                || view.passing() != null
                || reading == null
                || reading.latencyMillis() == null) {
            return Optional.of(unmeasured());
        }
        var seconds = reading.latencyMillis() / 1000;
        return reading.latencyMillis() > rule.thresholdSeconds() * 1000L
                ? Optional.of(condition(
                        Duration.ZERO,
                        Long.toString(seconds),
                        "latency is " + seconds + " s, above the threshold of " + rule.thresholdSeconds() + " s",
                        "look at the load of both servers and at spec.limits; long transactions and missing indexes on"
                                + " the target are the usual causes"))
                : Optional.empty();
    }

    private IncrementalStatus reading() {
        return CurrentFlow.of(view.status());
    }

    private AlertCondition unmeasured() {
        return condition(
                Duration.ofSeconds(rule.thresholdSeconds()),
                "unmeasured",
                "latency cannot be measured: changes are not being synchronised",
                "see status.message and status.failure of the task: changes wait on the source meanwhile");
    }

    private AlertCondition condition(Duration patience, String value, String text, String remedy) {
        return new AlertCondition(
                AlertKind.IncrementalLatency,
                AlertLevel.Warning,
                null,
                patience,
                value,
                rule.thresholdSeconds().toString(),
                text,
                remedy);
    }
}
