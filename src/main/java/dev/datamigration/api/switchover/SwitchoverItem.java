package dev.datamigration.api.switchover;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.api.Side;

/** One thing a switchover step looked at or did. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SwitchoverItem(
        @JsonPropertyDescription("What it is about, for instance Latency or Sequence public.orders_id_seq.")
        String name,

        @JsonPropertyDescription("The database it is about.")
        Side side,

        @JsonPropertyDescription("Passed and Failed for what was looked at; Done for what was done; Manual for what a"
                + " person has to do.")
        SwitchoverItemStatus status,

        @JsonPropertyDescription("What was found or done, and the remedy where one is needed.")
        String message,

        @JsonPropertyDescription("The SQL to run by hand, where there is some.")
        String sql) {}
