package dev.datamigration.alert;

import dev.datamigration.alert.dispatch.NotificationState;
import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertRecord;
import dev.datamigration.api.alert.AlertRuleStatus;
import dev.datamigration.api.alert.AlertTestStatus;
import dev.datamigration.api.alert.AlertsStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Decides what becomes of a task's alerts: records what was sent, raises what is due. Pure, and idempotent: deciding
 * again on what was decided changes nothing.
 *
 * <p>An alert is raised ({@code Pending}) by the same write that shows its cause, and leaves only after that write. What
 * became of it is a second write. A process that dies in between leaves it {@code Pending}, and its successor sends it
 * again under the same number: at least once, never lost.
 */
public final class AlertDecisions {
    /** Closed alerts that the status keeps. */
    static final int KEPT = 20;

    private final AlertContext view;
    private final Map<Long, NotificationState> notifications;
    private final AlertPolicy policy;
    private final Map<AlertKind, AlertRuleStatus> rules = new EnumMap<>(AlertKind.class);
    private final List<AlertRecord> recent = new ArrayList<>();
    private AlertTestStatus test;
    private long count;
    private Instant lookAgain;

    private AlertDecisions(AlertContext view, Map<Long, NotificationState> notifications, AlertPolicy policy) {
        this.view = view;
        this.notifications = notifications;
        this.policy = policy;
        count = view.alerts().count();
        test = view.alerts().test();
        view.alerts().rules().forEach(rule -> rules.put(rule.rule(), rule));
    }

    /**
     * Says what was decided.
     *
     * @param lookAgain when something may be due that nothing else would bring up, or null
     */
    public record Result(AlertsStatus alerts, Instant lookAgain) {}

    /** @param notifications where each alert is that this process has taken on, by its number */
    public static Result decide(AlertContext view, Map<Long, NotificationState> notifications, AlertPolicy policy) {
        return new AlertDecisions(view, notifications, policy).decide();
    }

    private Result decide() {
        for (var before : view.alerts().recent()) {
            var after = RecordRules.after(
                    before, notifications.get(before.number()), view.spec().alerts(), view.now());
            recent.add(after);
            if (!after.equals(before)) {
                rules.computeIfPresent(before.rule(), (kind, rule) -> AlertThrottle.told(rule, after));
            }
        }
        for (var kind : AlertKind.values()) {
            decide(kind);
        }
        test();
        var settings = view.spec().alerts();
        return new Result(
                new AlertsStatus(
                        Routes.column(settings), count, List.copyOf(rules.values()), RecordRules.bounded(recent), test),
                lookAgain);
    }

    private void decide(AlertKind kind) {
        var rule = rules.getOrDefault(kind, AlertRuleStatus.quiet(kind));
        var route = Routes.of(kind, view.spec().alerts());
        if (route.isEmpty()) {
            keep(AlertThrottle.silenced(rule));
            return;
        }
        var clock = new AlertThrottle(rule, route.get().frequencySeconds(), policy);
        var condition = AlertConditions.of(kind, view, policy);
        if (condition.isPresent()) {
            stands(condition.get(), clock);
        } else {
            isOver(clock);
        }
    }

    private void stands(AlertCondition condition, AlertThrottle clock) {
        var rule = clock.rule();
        var since = AlertThrottle.since(rule, condition, view.now());
        recent.replaceAll(
                record -> RecordRules.contradicted(record, condition.kind(), notifications.get(record.number())));
        var due = clock.alertDue(since.plus(condition.patience()));
        var open = recent.stream().anyMatch(record -> RecordRules.openAlert(record, condition.kind()));
        if (!open && !view.now().isBefore(due)) {
            recent.add(0, RecordRules.alert(++count, condition, since, view));
        } else if (!open) {
            lookAgain(due);
        }
        var muted = rule.since() == null && clock.mutes(view.now()) && !open;
        keep(AlertThrottle.standing(rule, since, muted));
    }

    private void isOver(AlertThrottle clock) {
        var rule = AlertThrottle.over(clock.rule());
        keep(rule);
        var open = recent.stream()
                .anyMatch(record ->
                        record.rule() == rule.rule() && RecordRules.open(record) && !RecordRules.test(record));
        if (rule.told() == null || open) {
            return;
        }
        var due = clock.recoveryDue(view.now());
        if (view.now().isBefore(due)) {
            lookAgain(due);
        } else {
            recent.add(0, RecordRules.recovery(++count, rule, view));
        }
    }

    private void test() {
        var nonce = view.spec().alerts() == null ? null : view.spec().alerts().testNonce();
        if (nonce != null && (test == null || !nonce.equals(test.nonce()))) {
            var numbers = Routes.distinct(view.spec().alerts()).stream()
                    .map(this::raiseTest)
                    .toList();
            test = TestRules.begun(nonce, numbers, view.now());
        } else if (test != null) {
            test = TestRules.after(test, recent);
        }
    }

    private long raiseTest(AlertKind kind) {
        recent.add(0, RecordRules.test(++count, kind, view));
        return count;
    }

    private void keep(AlertRuleStatus rule) {
        if (rule.equals(AlertRuleStatus.quiet(rule.rule()))) {
            rules.remove(rule.rule());
        } else {
            rules.put(rule.rule(), rule);
        }
    }

    private void lookAgain(Instant at) {
        lookAgain = lookAgain == null || at.isBefore(lookAgain) ? at : lookAgain;
    }
}
