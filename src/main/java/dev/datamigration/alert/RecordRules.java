package dev.datamigration.alert;

import dev.datamigration.alert.dispatch.NotificationState;
import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertRecord;
import dev.datamigration.api.alert.AlertRuleStatus;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.api.alert.AlertSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Decides how single alerts come about and what becomes of them. */
final class RecordRules {
    private RecordRules() {}

    /** To the millisecond, because intervals are measured by them. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static boolean open(AlertRecord record) {
        return record.sending() == AlertSending.Pending;
    }

    static boolean test(AlertRecord record) {
        return record.level() == AlertLevel.Test;
    }

    static boolean openAlert(AlertRecord record, AlertKind kind) {
        return open(record)
                && record.rule() == kind
                && (record.level() == AlertLevel.Critical || record.level() == AlertLevel.Warning);
    }

    /**
     * Returns what is known of an alert now. One that was dropped may have left all the same, while its status was written.
     *
     * @param notification where it is in this process, or null where this process knows nothing of it
     */
    static AlertRecord after(AlertRecord record, NotificationState notification, AlertSettings settings, Instant now) {
        if (!open(record) && record.sending() != AlertSending.Dropped) {
            return record;
        }
        if (notification instanceof NotificationState.Sent sent) {
            return ended(record, AlertSending.Sent, sent.at(), null);
        }
        if (notification instanceof NotificationState.Unclear unclear) {
            return ended(record, AlertSending.Unknown, unclear.at(), unclear.why());
        }
        if (!open(record) || notification instanceof NotificationState.Underway) {
            return record;
        }
        if (notification instanceof NotificationState.Failed failed) {
            return ended(record, AlertSending.Failed, failed.at(), failed.why());
        }
        return Routes.of(record.rule(), settings).isEmpty()
                ? ended(record, AlertSending.Dropped, now, "its rule was removed")
                : record;
    }

    /** A notice that all is well again must not leave once it is not. */
    static AlertRecord contradicted(AlertRecord record, AlertKind kind, NotificationState notification) {
        var held = notification == null || notification instanceof NotificationState.Waiting;
        return record.rule() == kind && record.level() == AlertLevel.Recovered && open(record) && held
                ? ended(record, AlertSending.Dropped, null, "it began again before this was sent")
                : record;
    }

    static AlertRecord alert(long number, AlertCondition condition, Instant since, AlertContext view) {
        return raised(
                number,
                condition.kind(),
                condition.level(),
                time(since),
                condition.value(),
                condition.threshold(),
                condition.text(),
                condition.remedy(),
                condition.secondsLeft(),
                view);
    }

    static AlertRecord recovery(long number, AlertRuleStatus rule, AlertContext view) {
        var state = view.status().state();
        return raised(
                number,
                rule.rule(),
                AlertLevel.Recovered,
                null,
                state == null ? null : state.name(),
                null,
                rule.told(),
                null,
                null,
                view);
    }

    static AlertRecord test(long number, AlertKind kind, AlertContext view) {
        return raised(number, kind, AlertLevel.Test, null, null, null, "test message", null, null, view);
    }

    private static AlertRecord raised(
            long number,
            AlertKind kind,
            AlertLevel level,
            String since,
            String value,
            String threshold,
            String text,
            String remedy,
            Long secondsLeft,
            AlertContext view) {
        return new AlertRecord(
                number,
                time(view.now()),
                kind,
                level,
                AlertSending.Pending,
                Routes.of(kind, view.spec().alerts()).orElseThrow().channel(),
                view.status().phase(),
                since,
                value,
                threshold,
                text,
                remedy,
                null,
                null,
                secondsLeft);
    }

    private static AlertRecord ended(AlertRecord record, AlertSending sending, Instant at, String result) {
        return new AlertRecord(
                record.number(),
                record.time(),
                record.rule(),
                record.level(),
                sending,
                record.channel(),
                record.phase(),
                record.since(),
                record.value(),
                record.threshold(),
                record.text(),
                record.remedy(),
                at == null ? null : time(at),
                result,
                record.secondsLeft());
    }

    /** Open ones always, and the newest of the others. */
    static List<AlertRecord> bounded(List<AlertRecord> recent) {
        var kept = new ArrayList<AlertRecord>();
        for (var record : recent) {
            if (open(record) || kept.size() < AlertDecisions.KEPT) {
                kept.add(record);
            }
        }
        return kept;
    }
}
