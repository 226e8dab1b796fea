package dev.datamigration.alert;

import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertRecord;
import dev.datamigration.api.alert.AlertRuleStatus;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.api.alert.AlertsStatus;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.TaskEvent;
import dev.datamigration.metrics.AlertMeters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells what happened to a task's alerts between two statuses; told once, after the later one was written. */
public final class AlertChanges {
    private final AlertsStatus before;
    private final AlertsStatus after;

    /** @param before may be null */
    public AlertChanges(AlertsStatus before, AlertsStatus after) {
        this.before = before == null ? AlertsStatus.NONE : before;
        this.after = after;
    }

    public List<TaskEvent> events() {
        return closed().stream()
                .map(record -> record.sending() == AlertSending.Sent
                        ? new TaskEvent(EventReason.AlertSent, text(record, "was sent to"))
                        : new TaskEvent(EventReason.AlertNotSent, text(record, "was not sent to") + why(record)))
                .toList();
    }

    /** Counts what was sent, failed and suppressed. */
    public void count() {
        closed().stream()
                .filter(record -> record.sending() != AlertSending.Dropped)
                .forEach(record -> AlertMeters.ended(
                        record.channel(),
                        record.level(),
                        record.sending().name().toLowerCase(Locale.ROOT)));
        var known = suppressed(before);
        suppressed(after).forEach((kind, times) -> {
            var more = times - known.getOrDefault(kind, 0);
            if (more > 0) {
                AlertMeters.suppressed(kind, more);
            }
        });
    }

    private List<AlertRecord> closed() {
        Map<Long, AlertRecord> known =
                before.recent().stream().collect(Collectors.toMap(AlertRecord::number, Function.identity()));
        var closed = new ArrayList<AlertRecord>();
        for (var record : after.recent()) {
            var earlier = known.get(record.number());
            if (!RecordRules.open(record) && (earlier == null || RecordRules.open(earlier))) {
                closed.add(0, record);
            }
        }
        return closed;
    }

    private static Map<AlertKind, Integer> suppressed(AlertsStatus alerts) {
        return alerts.rules().stream()
                .filter(rule -> rule.suppressed() != null)
                .collect(Collectors.toMap(AlertRuleStatus::rule, AlertRuleStatus::suppressed));
    }

    private static String text(AlertRecord record, String became) {
        return "alert " + record.number() + " (" + record.rule() + ", " + record.level() + ") " + became + " "
                + record.channel() + ": " + record.text();
    }

    private static String why(AlertRecord record) {
        return " — " + record.result();
    }
}
