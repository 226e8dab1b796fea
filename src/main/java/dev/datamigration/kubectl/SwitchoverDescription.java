package dev.datamigration.kubectl;

import static dev.datamigration.kubectl.text.DescriptionLines.orZero;

import dev.datamigration.api.switchover.ForwardSwitchoverStatus;
import dev.datamigration.api.switchover.StrandedStatus;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.switchover.SwitchoverStepStatus;
import dev.datamigration.kubectl.text.DescriptionLines;

/** Says where a switchover stands, and what that leaves to a person. */
final class SwitchoverDescription {
    private final DescriptionLines lines;

    SwitchoverDescription(DescriptionLines lines) {
        this.lines = lines;
    }

    void add(ForwardSwitchoverStatus switchover) {
        lines.add(heading(switchover));
        switchover.steps().forEach(this::addStep);
        if (switchover.lateWrites() != null) {
            switchover
                    .lateWrites()
                    .forEach(late -> lines.add(
                            "late writes",
                            "%s on the %s: %d carried, %d stranded"
                                    .formatted(
                                            late.table(),
                                            late.side(),
                                            orZero(late.carried()),
                                            orZero(late.stranded()))));
        }
        if (switchover.stranded() != null) {
            addStranded(switchover.stranded());
        }
        if (switchover.report() != null) {
            lines.add("report", "configmap/" + switchover.report());
        }
    }

    private static String heading(ForwardSwitchoverStatus switchover) {
        return (orZero(switchover.round()) == 0 ? "" : "  switchover  number " + switchover.round())
                + (switchover.outcome() == null ? "" : ", " + switchover.outcome())
                + (switchover.applicationSide() == null
                        ? ""
                        : "; the application belongs on the " + switchover.applicationSide());
    }

    private void addStep(SwitchoverStepStatus step) {
        lines.add("step", step.step() + " " + step.state() + (step.message() == null ? "" : ": " + step.message()));
        if (step.items() != null) {
            step.items().forEach(this::addItem);
        }
    }

    private void addItem(SwitchoverItem item) {
        if (item.status() != SwitchoverItemStatus.Failed && item.status() != SwitchoverItemStatus.Manual) {
            return;
        }
        var indent = " ".repeat(16);
        lines.add(indent + item.status() + " " + item.name() + ": " + (item.message() == null ? "" : item.message()));
        if (item.sql() != null) {
            lines.add(indent + "  " + item.sql());
        }
    }

    private void addStranded(StrandedStatus stranded) {
        var rows = orZero(stranded.unacknowledged());
        if (rows > 0) {
            lines.add(
                    "stranded",
                    "%d %s that nobody has acknowledged (accept-stranded does, for these)"
                            .formatted(rows, rows == 1 ? "row" : "rows"));
        }
        if (stranded.kept() != null) {
            stranded.kept().forEach(kept -> lines.add("kept", kept));
        }
    }
}
