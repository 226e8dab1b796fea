package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Says which changes are synchronised, and how. */
public record IncrementalSyncSettings(
        @Default("[\"Insert\",\"Update\",\"Delete\",\"Truncate\"]")
        @Size(max = 4)
        @ValidationRule(
                value = "size(self) > 0",
                message = "dml must name at least one kind of change; to synchronise nothing, leave Incremental out of"
                        + " migrationTypes")
        @JsonPropertyDescription("Kinds of row changes to apply. The others are read, counted and left out.")
        List<DmlType> dml,

        @Default("10000")
        @Min(1)
        @Max(1000000)
        @JsonPropertyDescription(
                "Changes gathered before they are written; several source transactions share one target"
                        + " transaction up to here.")
        Integer groupRows,

        @Default("16777216")
        @Min(65536)
        @Max(1073741824)
        @JsonPropertyDescription("Bytes gathered before they are written; bounds the memory of the apply.")
        Long groupBytes,

        @Default("10")
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription(
                "Seconds between heartbeats on an idle source, so that its slot never holds back old log.")
        Integer heartbeatSeconds,

        @Default("10737418240")
        @Min(1048576)
        @Max(1125899906842624.0)
        @JsonPropertyDescription(
                "Bytes of log that the task's slot may retain on the source before a warning is raised.")
        Long retainedLogWarningBytes) {
    public static final IncrementalSyncSettings DEFAULT = new IncrementalSyncSettings(null, null, null, null, null);

    public IncrementalSyncSettings {
        dml = dml == null ? List.of(DmlType.values()) : List.copyOf(dml);
        groupRows = groupRows == null ? 10_000 : groupRows;
        groupBytes = groupBytes == null ? 16_777_216L : groupBytes;
        heartbeatSeconds = heartbeatSeconds == null ? 10 : heartbeatSeconds;
        retainedLogWarningBytes = retainedLogWarningBytes == null ? 10_737_418_240L : retainedLogWarningBytes;
    }
}
