package dev.datamigration.alert;

import dev.datamigration.alert.dispatch.NotificationState;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.Phase;
import dev.datamigration.api.alert.AlertsStatus;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.api.task.MigrationTaskStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** One task before the desk: what it is like, what this process has taken on, and what was written of its alerts. */
final class DeskScene {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String RULES =
            "{taskStatus: {channel: DingTalk, frequencySeconds: %1$d, urlSecretRef: {name: r, key: u}},"
                    + " incrementalLatency: {channel: Webhook, frequencySeconds: %1$d, url: 'https://a/b'}, testNonce: %2$s}";

    private final Map<Long, NotificationState> notifications = new HashMap<>();
    private String rules = RULES.formatted(300, "null");
    private Phase phase = Phase.FullMigration;
    private String state = "Running";
    private String rest = "";
    private String incremental = "latencyMillis: 0";
    private FailureStatus passing;
    private AlertsStatus alerts = AlertsStatus.NONE;
    private Instant now = START;

    AlertsStatus alerts() {
        return alerts;
    }

    Instant now() {
        return now;
    }

    DeskScene later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    DeskScene in(Phase where) {
        phase = where;
        return this;
    }

    DeskScene interval(int seconds) {
        rules = RULES.formatted(seconds, "null");
        return this;
    }

    DeskScene alerts(String settings) {
        rules = settings;
        return this;
    }

    DeskScene test(String nonce) {
        rules = RULES.formatted(300, nonce);
        return this;
    }

    DeskScene running() {
        state = "Running";
        rest = "";
        passing = null;
        return this;
    }

    DeskScene stopped() {
        state = "Stopped";
        return this;
    }

    DeskScene failed(String code, String message) {
        state = "Failed";
        rest = "failure: {code: %s, message: '%s', remedy: do this, since: '%s'}".formatted(code, message, now);
        passing = null;
        return this;
    }

    DeskScene retrying(String code, String message) {
        running();
        passing = new FailureStatus(code, null, null, message, "wait", phase, null);
        return this;
    }

    DeskScene waiting(String holder) {
        running();
        rest = "waiting: {side: Target, holder: '%s', remedy: end it, since: '%s'}".formatted(holder, now);
        return this;
    }

    DeskScene step(String step, String how, String message) {
        rest = "forwardSwitchover: {steps: [{step: %s, state: %s, message: '%s'}]}".formatted(step, how, message);
        return in(Phase.ForwardSwitchover);
    }

    DeskScene compared(boolean equal) {
        rest = "phaseComplete: true\nverification: {consistent: %s}".formatted(equal);
        return in(Phase.FullVerification);
    }

    DeskScene schemaChanges(int changes) {
        rest = "phaseComplete: true\nschemaComparison: {changed: %d, different: 0}".formatted(changes);
        return in(Phase.FullVerification);
    }

    DeskScene modification(String state) {
        rest =
                "phaseComplete: true\nmodifications: [{number: 1, state: %s, attempt: 1, endedAt: '%s', failure: {code: TargetTableTaken, message: taken., remedy: Rename it.}}]"
                        .formatted(state, now);
        return in(Phase.FullVerification);
    }

    DeskScene latency(Long millis) {
        incremental = "latencyMillis: " + millis;
        if (phase == Phase.ReverseIncrement) {
            rest = "forwardSwitchover: {round: 1, outcome: Completed}";
            return this;
        }
        return in(Phase.IncrementalSync);
    }

    DeskScene retained(long bytes) {
        incremental = "latencyMillis: 0, retainedLogBytes: " + bytes;
        return this;
    }

    /** While tables are loaded, and nothing is synchronised yet. */
    DeskScene retainedWhileLoading(String log) {
        rest = "retainedLog: {" + log + "}";
        return in(Phase.FullMigration);
    }

    DeskScene notification(long number, NotificationState where) {
        notifications.put(number, where);
        return this;
    }

    /** Nothing is known in memory any more. */
    DeskScene restarted() {
        notifications.clear();
        return this;
    }

    AlertDecisions.Result sent(long number) {
        notification(number, new NotificationState.Sent(now));
        return decide();
    }

    AlertDecisions.Result sentAll() {
        alerts.recent().stream()
                .filter(RecordRules::open)
                .forEach(open -> notification(open.number(), new NotificationState.Sent(now)));
        return decide();
    }

    /** Decides, and writes; what was written has been text in between. */
    AlertDecisions.Result decide() {
        var spec = Serialization.unmarshal(
                "desiredState: " + (state.equals("Stopped") ? "Stopped" : "Running") + "\nalerts: " + rules,
                MigrationTaskSpec.class);
        var reverse = phase == Phase.ReverseIncrement ? "reverseIncrement" : "incremental";
        var text = "state: %s\nphase: %s\n%s: {%s}\n%s\n".formatted(state, phase, reverse, incremental, rest);
        var status = Serialization.unmarshal(
                text + Serialization.asYaml(Map.of("alerts", alerts)).replaceFirst("^---\n", ""),
                MigrationTaskStatus.class);
        var policy = new AlertPolicy(Duration.ofSeconds(30), Duration.ofMinutes(5));
        var result = AlertDecisions.decide(new AlertContext(spec, status, passing, now), notifications, policy);
        alerts = result.alerts();
        return result;
    }
}
