package dev.datamigration.faults.truth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Times in which nobody could correct a status: no operator ran, or none had a way to the API server. */
public final class Outages {
    private final Duration recovery;
    private final List<Instant[]> spans = new ArrayList<>();

    /** @param recovery what an operator is given after its return before it must have spoken */
    public Outages(Duration recovery) {
        this.recovery = recovery;
    }

    public synchronized void begin() {
        spans.add(new Instant[] {Instant.now(), null});
    }

    /** Ends the one that was begun last and not ended. */
    public synchronized void end() {
        for (var i = spans.size() - 1; i >= 0; i--) {
            if (spans.get(i)[1] == null) {
                spans.get(i)[1] = Instant.now().plus(recovery);
                return;
            }
        }
    }

    synchronized boolean covers(Instant time) {
        return spans.stream().anyMatch(span -> !time.isBefore(span[0]) && (span[1] == null || time.isBefore(span[1])));
    }
}
