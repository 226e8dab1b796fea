package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Says whether a comparison repairs what it finds. */
public record RepairSettings(
        @Default("Report")
        @JsonPropertyDescription(
                "Report: differing rows are counted and correction SQL is written. Apply: they are made"
                        + " on the target what they are on the source, each looked at again directly before and after. In the"
                        + " reverse direction the truth is the side that the application uses.")
        RepairMode mode,

        @Default("10000")
        @Min(1)
        @Max(1000000)
        @JsonPropertyDescription("Most rows that one comparison, or one round of the continuous one, may write. If more"
                + " differ, a comparison repairs none of them, so that a wrong database is not rewritten by accident.")
        Integer maxRows) {

    public static final RepairSettings DEFAULT = new RepairSettings(null, null);

    public RepairSettings {
        mode = mode == null ? RepairMode.Report : mode;
        maxRows = maxRows == null ? 10_000 : maxRows;
    }
}
