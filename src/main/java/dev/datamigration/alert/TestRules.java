package dev.datamigration.alert;

import dev.datamigration.api.alert.AlertRecord;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.api.alert.AlertTestStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Decides what becomes of a test message. */
final class TestRules {
    private TestRules() {}

    /** @param numbers of its alerts, one for each channel */
    static AlertTestStatus begun(String nonce, List<Long> numbers, Instant now) {
        return numbers.isEmpty()
                ? new AlertTestStatus(
                        nonce,
                        RecordRules.time(now),
                        AlertSending.Failed,
                        "no alert rule is configured, so there is nothing to send a test message to",
                        numbers)
                : new AlertTestStatus(nonce, RecordRules.time(now), AlertSending.Pending, null, numbers);
    }

    static AlertTestStatus after(AlertTestStatus test, List<AlertRecord> recent) {
        if (test.state() != AlertSending.Pending) {
            return test;
        }
        var records = recent.stream()
                .filter(record -> test.numbers().contains(record.number()))
                .toList();
        if (records.stream().anyMatch(RecordRules::open)) {
            return test;
        }
        var sent = records.stream().allMatch(record -> record.sending() == AlertSending.Sent);
        var message = records.stream().map(TestRules::result).sorted().collect(Collectors.joining("; "));
        return new AlertTestStatus(
                test.nonce(), test.time(), sent ? AlertSending.Sent : AlertSending.Failed, message, test.numbers());
    }

    private static String result(AlertRecord record) {
        var why = record.result() == null ? "" : ": " + record.result();
        return record.channel() + " " + record.sending().name().toLowerCase(java.util.Locale.ROOT) + why;
    }
}
