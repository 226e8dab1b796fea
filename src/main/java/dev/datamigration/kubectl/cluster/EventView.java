package dev.datamigration.kubectl.cluster;

import java.time.Instant;

/** An event of {@code events.k8s.io} as it is read. */
public record EventView(
        EventMetadata metadata,
        Regarding regarding,
        Series series,
        String eventTime,
        String deprecatedLastTimestamp,
        String reason,
        String note) {
    /** Says when it was made. */
    record EventMetadata(String creationTimestamp) {}

    /** Says what it is about. */
    public record Regarding(String kind) {}

    /** That it came more than once. */
    record Series(Integer count, String lastObservedTime) {}

    /** Returns when it came last, RFC 3339. */
    String time() {
        if (series != null) {
            return series.lastObservedTime;
        }
        if (eventTime != null) {
            return eventTime;
        }
        return deprecatedLastTimestamp != null ? deprecatedLastTimestamp : metadata.creationTimestamp;
    }

    /** The same, to sort by: fractions of seconds are of any length, so that texts do not sort as times do. */
    public Instant instant() {
        return Instant.parse(time());
    }

    public String text() {
        var times = series == null ? "" : " (" + series.count + " times)";
        return time() + "  " + reason + times + "  " + note;
    }
}
