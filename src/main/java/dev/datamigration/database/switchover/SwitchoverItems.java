package dev.datamigration.database.switchover;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.failure.OneLine;

/** Makes items. */
public final class SwitchoverItems {
    private SwitchoverItems() {}

    public static SwitchoverItem passed(String name, Side side, String message) {
        return new SwitchoverItem(OneLine.of(name), side, SwitchoverItemStatus.Passed, OneLine.of(message), null);
    }

    /** @param sql what to run, or null where SQL does not help and the message says what does */
    public static SwitchoverItem failed(String name, Side side, String message, String sql) {
        return new SwitchoverItem(OneLine.of(name), side, SwitchoverItemStatus.Failed, OneLine.of(message), sql);
    }

    public static SwitchoverItem done(String name, Side side, String message, String sql) {
        return new SwitchoverItem(OneLine.of(name), side, SwitchoverItemStatus.Done, OneLine.of(message), sql);
    }

    public static SwitchoverItem manual(String name, Side side, String message, String sql) {
        return new SwitchoverItem(OneLine.of(name), side, SwitchoverItemStatus.Manual, OneLine.of(message), sql);
    }

    /** Returns what the precheck of the task would say of it; its warnings hold nothing up. */
    public static SwitchoverItem of(String name, Side side, Finding finding) {
        return switch (finding.status()) {
            case Failed ->
                failed(
                        name,
                        side,
                        finding.message(),
                        finding.remedy().replaceFirst("^As a superuser: ", "-- as a superuser\n"));
            case Passed, Warning, Skipped -> passed(name, side, finding.message());
        };
    }
}
