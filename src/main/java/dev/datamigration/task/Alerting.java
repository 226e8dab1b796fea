package dev.datamigration.task;

import dev.datamigration.alert.AlertChanges;
import dev.datamigration.alert.AlertContext;
import dev.datamigration.alert.AlertDecisions;
import dev.datamigration.alert.Alerts;
import dev.datamigration.alert.Routes;
import dev.datamigration.alert.channel.Channel;
import dev.datamigration.alert.channel.InvalidAddressException;
import dev.datamigration.alert.channel.WebAddress;
import dev.datamigration.alert.message.Notice;
import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.alert.AlertDelivery;
import dev.datamigration.api.alert.AlertRecord;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.api.alert.AlertsStatus;
import dev.datamigration.api.endpoint.SecretKeyRef;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.failure.FailureException;
import dev.datamigration.lifecycle.model.Decision;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.task.observation.Observer;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The alerts of tasks, within one look at each: decided with everything else, sent only once that is written. */
final class Alerting {
    private final Alerts alerts;
    private final AlertSecrets secrets;

    Alerting(Alerts alerts, AlertSecrets secrets) {
        this.alerts = alerts;
        this.secrets = secrets;
    }

    /**
     * A decision with its alerts.
     *
     * @param lookAgain when something may be due that nothing else would bring up, or null
     */
    record Decided(Decision decision, Instant lookAgain) {}

    Decided decide(MigrationTask task, Observation seen, Decision decision) {
        if (decision.removeFinalizer()) {
            return new Decided(decision, null);
        }
        var view = new AlertContext(seen.spec(), decision.status(), passing(seen, decision.status()), seen.now());
        var result = AlertDecisions.decide(view, alerts.dispatcher().notifications(Observer.id(task)), alerts.policy());
        var news = new AlertChanges(decision.status().alerts(), result.alerts());
        return new Decided(decision.withAlerts(result.alerts(), news.events()), result.lookAgain());
    }

    /** The error that the task's worker waits out, be it before it goes on or before it has stopped; or null. */
    private static FailureStatus passing(Observation seen, MigrationTaskStatus after) {
        var report = seen.report();
        if (report == null || after.epoch() == null || report.epoch() != after.epoch()) {
            return null;
        }
        if (report.activity() instanceof WorkerState.Retrying retrying) {
            return retrying.failureStatus();
        }
        if (report.activity() instanceof WorkerState.Quiescing quiescing) {
            return quiescing.obstacleStatus();
        }
        return report.activity() instanceof WorkerState.ReleaseBlocked blocked ? blocked.failureStatus() : null;
    }

    /** Does what the status that was written says. */
    void act(MigrationTask task, AlertsStatus before, Decision decision) {
        var dispatcher = alerts.dispatcher();
        var id = Observer.id(task);
        if (decision.removeFinalizer()) {
            dispatcher.forget(id);
            return;
        }
        var after = decision.status().alerts();
        new AlertChanges(before, after).count();
        var written = after.recent().stream().collect(Collectors.toMap(AlertRecord::number, AlertRecord::sending));
        dispatcher.forgetTold(id, written);
        var known = dispatcher.notifications(id);
        after.recent().stream()
                .filter(alert -> alert.sending() == AlertSending.Pending && !known.containsKey(alert.number()))
                .forEach(alert -> submit(task, alert));
    }

    private void submit(MigrationTask task, AlertRecord alert) {
        var rule = Routes.of(alert.rule(), task.getSpec().alerts()).orElseThrow();
        var language = rule.language() == null ? alerts.language() : rule.language();
        var notice = new Notice(Observer.id(task), alert, language, rule.remarks());
        try {
            alerts.dispatcher().submit(notice, channel(task.getMetadata().getNamespace(), rule));
        } catch (FailureException e) {
            alerts.dispatcher()
                    .refuse(notice, e.failure().message() + "; " + e.failure().remedy());
        } catch (InvalidAddressException e) {
            alerts.dispatcher().refuse(notice, "the URL for " + rule.channel() + " cannot be used: " + e.getMessage());
        }
    }

    private Channel channel(String namespace, AlertDelivery rule) {
        var url = rule.url() == null
                ? secrets.read(
                        namespace,
                        rule.urlSecretRef(),
                        value -> WebAddress.of(value).host())
                : rule.url();
        var host = WebAddress.of(url).host();
        var signing = rule.signingSecretRef() == null
                ? null
                : secrets.read(namespace, rule.signingSecretRef(), value -> host);
        return Channel.of(rule, url, signing, alerts.limits());
    }

    /** Reads what alerts need of Secrets. */
    @FunctionalInterface
    interface AlertSecrets {
        /**
         * @param host the host that the value is for, told from the value itself
         * @throws dev.datamigration.failure.FailureException if it is missing, or the Secret does not allow that host
         */
        String read(String namespace, SecretKeyRef ref, UnaryOperator<String> host);
    }
}
