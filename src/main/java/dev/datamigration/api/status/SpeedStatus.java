package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Says how fast load or verification may go at the moment, and what they give way to. Absent while neither runs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SpeedStatus(
        @JsonPropertyDescription("Percent of full speed, in steps: 100, 75, 50, 25, 10, 5, 1, and 0 for a pause.")
        Integer percent,

        @JsonPropertyDescription("What they give way to; absent at full speed.")
        SlowdownReason limitedBy,

        @JsonPropertyDescription("Since when they have gone below full speed, or at it, RFC 3339.")
        String since,

        @JsonPropertyDescription("true once they have gone below full speed for five minutes.")
        Boolean lasting,

        @JsonPropertyDescription("The same for people, with what was measured at the last step.")
        String message,

        @Size(max = 6)
        @JsonPropertyDescription("What is not watched: the account may not see it, or it was above its bound before the"
                + " work began.")
        List<SlowdownReason> notWatched) {
    public SpeedStatus {
        notWatched = notWatched == null || notWatched.isEmpty() ? null : List.copyOf(notWatched);
    }
}
