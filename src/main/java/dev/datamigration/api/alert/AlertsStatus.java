package dev.datamigration.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** The alerts of a task. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertsStatus(
        @JsonPropertyDescription("The channels that alerts go to, or no.")
        String configured,

        @JsonPropertyDescription("Alerts so far.") Long count,

        @JsonPropertyDescription("What is known of each kind of alert that ever had something to tell.")
        List<AlertRuleStatus> rules,

        @JsonPropertyDescription("The last alerts, the newest first.")
        List<AlertRecord> recent,

        @JsonPropertyDescription("What became of the last test message.")
        AlertTestStatus test) {
    public static final AlertsStatus NONE = new AlertsStatus(null, null, null, null, null);

    public AlertsStatus {
        count = count == null ? 0L : count;
        rules = rules == null ? List.of() : List.copyOf(rules);
        recent = recent == null ? List.of() : List.copyOf(recent);
    }
}
