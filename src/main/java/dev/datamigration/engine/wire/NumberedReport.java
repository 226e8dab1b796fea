package dev.datamigration.engine.wire;

import dev.datamigration.lifecycle.model.Report;
import java.util.Objects;

/**
 * A report as a worker process gives it.
 *
 * @param revision grows whenever what is going on has changed; starts anew with the process
 */
public record NumberedReport(long revision, Report report) {
    public NumberedReport {
        Objects.requireNonNull(report, "report");
    }
}
