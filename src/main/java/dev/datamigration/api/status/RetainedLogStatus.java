package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Says how much log the source keeps for the task, and how long that can go on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetainedLogStatus(
        @JsonPropertyDescription("Bytes of log that the source keeps for the task.")
        Long bytes,

        @JsonPropertyDescription("Bytes by which that grows a second, over the last minutes; 0 while it does not grow.")
        Long bytesPerSecond,

        @JsonPropertyDescription(
                "Bytes that the server keeps at most, by max_slot_wal_keep_size: beyond, the slot is lost. Absent where"
                        + " it has no limit.")
        Long limitBytes,

        @JsonPropertyDescription(
                "Seconds until the limit at that rate; absent without a limit, or where it does not grow.")
        Long secondsLeft) {}
