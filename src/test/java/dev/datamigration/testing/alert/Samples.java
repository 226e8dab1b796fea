package dev.datamigration.testing.alert;

import dev.datamigration.alert.message.Notice;
import dev.datamigration.api.Phase;
import dev.datamigration.api.alert.AlertChannel;
import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertLanguage;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertRecord;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.engine.TaskId;

/** Alerts as they come about. */
public final class Samples {
    private Samples() {}

    public static Notice notice(String task) {
        return notice(task, AlertLevel.Critical, AlertKind.TaskStatus, "SlotLost", AlertLanguage.English);
    }

    public static Notice notice(String task, AlertLevel level, AlertKind kind, String value, AlertLanguage language) {
        var record = new AlertRecord(
                7L,
                "2026-01-01T02:00:00Z",
                kind,
                level,
                AlertSending.Pending,
                AlertChannel.DingTalk,
                Phase.IncrementalSync,
                "2026-01-01T01:59:00Z",
                value,
                kind == AlertKind.TaskStatus ? null : "60",
                "the replication slot dm_1 is gone <at user_id=\"all\">",
                "end the task and create a new one",
                null,
                null,
                kind == AlertKind.RetainedLog ? 7_499L : null);
        return new Notice(new TaskId("shop", task, "uid-" + task), record, language, "call Ann");
    }
}
