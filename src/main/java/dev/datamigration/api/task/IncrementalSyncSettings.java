package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.task.ddl.DdlDecision;
import dev.datamigration.api.task.ddl.DdlType;
import dev.datamigration.api.task.ddl.DroppedPartitions;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
        Long retainedLogWarningBytes,

        @Default(
                "[\"CreateTable\",\"RenameTable\",\"AddColumn\",\"RenameColumn\",\"RetypeColumn\",\"Default\",\"Sequence\",\"Constraint\","
                        + "\"Index\",\"Comment\",\"Partition\",\"EnumValue\",\"View\",\"Function\"]")
        @Size(max = 16)
        @JsonPropertyDescription(
                "Kinds of changes of the structure that are made on the target as well, at their place among the rows; any"
                        + " other kind stops the task before it. An empty list leaves the source without the event"
                        + " triggers that tell of them: then the task stops at the first row that does not fit.")
        List<DdlType> ddl,

        @Default("Keep")
        @JsonPropertyDescription(
                "What becomes of partitions that the source drops. Keep: the target's is detached and kept. Drop: it is"
                        + " dropped too.")
        DroppedPartitions dropPartitions,

        @Default("[]")
        @Size(max = 64)
        @JsonPropertyDescription(
                "What to do about changes of the structure that stopped the task, each by its position.")
        List<DdlDecision> ddlDecisions,

        @Default("{}")
        @Size(max = 200)
        @ValidationRule(
                value = "self.all(t, t.matches('" + ObjectSelection.TABLE + "'))",
                message = "every entry of tables must name one table of the source with its schema, for instance"
                        + " public.audit: {dml: [Insert]}, without spaces around it, patterns and line breaks")
        @JsonPropertyDescription(
                "Changes of single tables, where other kinds are applied than dml names: schema.table on the source to its"
                        + " settings, for instance public.audit: {dml: [Insert]}. Of a partitioned table they hold for every"
                        + " partition without an entry of its own. A verification tells what is left out as a difference.")
        Map<String, TableSyncSettings> tables,

        @JsonPropertyDescription(
                "Where the synchronisation begins in a task without Full, whose rows are on the target already, from a"
                        + " restored backup for instance. Needs Incremental in spec.migrationTypes, and neither Full nor"
                        + " Schema. Absent: it begins with the full migration.")
        StartFrom startFrom) {
    public static final IncrementalSyncSettings DEFAULT = new IncrementalSyncSettings(null, null, null, null, null);

    /** That begins with the full migration, with what is applied of the structure by default. */
    public IncrementalSyncSettings(
            List<DmlType> dml,
            Integer groupRows,
            Long groupBytes,
            Integer heartbeatSeconds,
            Long retainedLogWarningBytes) {
        this(dml, groupRows, groupBytes, heartbeatSeconds, retainedLogWarningBytes, null, null, null, null, null);
    }

    public IncrementalSyncSettings {
        tables = tables == null ? Map.of() : Map.copyOf(tables);
        dml = dml == null ? List.of(DmlType.values()) : List.copyOf(dml);
        groupRows = groupRows == null ? 10_000 : groupRows;
        groupBytes = groupBytes == null ? 16_777_216L : groupBytes;
        heartbeatSeconds = heartbeatSeconds == null ? 10 : heartbeatSeconds;
        retainedLogWarningBytes = retainedLogWarningBytes == null ? 10_737_418_240L : retainedLogWarningBytes;
        ddl = ddl == null
                ? Arrays.stream(DdlType.values())
                        .filter(type -> !type.isDestructive())
                        .toList()
                : List.copyOf(ddl);
        dropPartitions = dropPartitions == null ? DroppedPartitions.Keep : dropPartitions;
        ddlDecisions = ddlDecisions == null ? List.of() : List.copyOf(ddlDecisions);
    }
}
