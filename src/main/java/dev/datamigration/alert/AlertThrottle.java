package dev.datamigration.alert;

import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertRecord;
import dev.datamigration.api.alert.AlertRuleStatus;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.failure.Cut;
import java.time.Duration;
import java.time.Instant;

/** Decides when one kind of alert of one task may go out, from what is written down of the times before. */
final class AlertThrottle {
    private static final int LONGEST = 300;

    private final AlertRuleStatus rule;
    private final Duration interval;
    private final Duration afterFailure;

    AlertThrottle(AlertRuleStatus rule, int frequencySeconds, AlertPolicy policy) {
        this.rule = rule;
        this.interval = Duration.ofSeconds(frequencySeconds);
        var retry = policy.failedRetryInterval();
        this.afterFailure = interval.compareTo(retry) < 0 ? interval : retry;
    }

    AlertRuleStatus rule() {
        return rule;
    }

    /** @param earliest not before this, whatever went out before */
    Instant alertDue(Instant earliest) {
        return latest(latest(earliest, rule.alertedAt(), interval), rule.failedAt(), afterFailure);
    }

    Instant recoveryDue(Instant earliest) {
        return latest(latest(earliest, rule.recoveredAt(), interval), rule.failedAt(), afterFailure);
    }

    /** Returns whether something that begins now is not told because the last telling is too recent. */
    boolean mutes(Instant now) {
        return rule.alertedAt() != null
                && now.isBefore(Instant.parse(rule.alertedAt()).plus(interval));
    }

    private static Instant latest(Instant one, String time, Duration after) {
        if (time == null) {
            return one;
        }
        var other = Instant.parse(time).plus(after);
        return other.isAfter(one) ? other : one;
    }

    static Instant since(AlertRuleStatus rule, AlertCondition condition, Instant now) {
        if (rule.since() != null) {
            return Instant.parse(rule.since());
        }
        return condition.since() == null ? now : condition.since();
    }

    static AlertRuleStatus standing(AlertRuleStatus rule, Instant since, boolean muted) {
        var suppressed = rule.suppressed() == null ? 0 : rule.suppressed();
        return new AlertRuleStatus(
                rule.rule(),
                RecordRules.time(since),
                rule.told(),
                rule.alertedAt(),
                rule.recoveredAt(),
                rule.failedAt(),
                muted ? Integer.valueOf(suppressed + 1) : rule.suppressed());
    }

    static AlertRuleStatus over(AlertRuleStatus rule) {
        return with(rule, null, rule.told());
    }

    /** Its rule was removed: nobody is to be told any more, but the times stay for when it comes back. */
    static AlertRuleStatus silenced(AlertRuleStatus rule) {
        return with(rule, null, null);
    }

    private static AlertRuleStatus with(AlertRuleStatus rule, String since, String told) {
        return new AlertRuleStatus(
                rule.rule(), since, told, rule.alertedAt(), rule.recoveredAt(), rule.failedAt(), rule.suppressed());
    }

    /** Returns what becomes of the rule once one of its alerts has come to this. */
    static AlertRuleStatus told(AlertRuleStatus rule, AlertRecord record) {
        if (record.level() == AlertLevel.Test) {
            return rule;
        }
        return switch (record.sending()) {
            case Sent, Unknown ->
                record.level() == AlertLevel.Recovered ? recovered(rule, record) : alerted(rule, record);
            case Failed ->
                new AlertRuleStatus(
                        rule.rule(),
                        rule.since(),
                        rule.told(),
                        rule.alertedAt(),
                        rule.recoveredAt(),
                        record.sentAt(),
                        rule.suppressed());
            case Pending, Dropped -> rule;
        };
    }

    private static AlertRuleStatus alerted(AlertRuleStatus rule, AlertRecord record) {
        return new AlertRuleStatus(
                rule.rule(),
                rule.since(),
                Cut.to(LONGEST, record.text()),
                record.sentAt(),
                rule.recoveredAt(),
                null,
                null);
    }

    /** Where nobody knows whether it arrived, it stays to be told. */
    private static AlertRuleStatus recovered(AlertRuleStatus rule, AlertRecord record) {
        return new AlertRuleStatus(
                rule.rule(),
                rule.since(),
                record.sending() == AlertSending.Sent ? null : rule.told(),
                rule.alertedAt(),
                record.sentAt(),
                null,
                rule.suppressed());
    }
}
