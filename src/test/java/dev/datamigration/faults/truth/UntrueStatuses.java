package dev.datamigration.faults.truth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Holds what the statuses claimed against the samples, second by second. Pure. */
final class UntrueStatuses {
    private final List<StatusEntry> entries;
    private final Outages outages;
    private final Duration bound;

    /** @param bound how old a change may be that is missing on the target while the task says that it is in step */
    UntrueStatuses(List<StatusEntry> entries, Outages outages, Duration bound) {
        this.entries = entries;
        this.outages = outages;
        this.bound = bound;
    }

    /** One sentence for each stretch of time in which the status was not so. */
    List<String> find(List<LagSample> samples) {
        var found = new ArrayList<String>();
        LagSample first = null;
        LagSample last = null;
        for (var sample : samples) {
            if (isUntrue(sample)) {
                first = first == null ? sample : first;
                last = sample;
            } else if (first != null) {
                found.add(sentence(first, last));
                first = null;
            }
        }
        if (first != null) {
            found.add(sentence(first, last));
        }
        return found;
    }

    private boolean isUntrue(LagSample sample) {
        var entry = standing(sample.at());
        return entry != null
                && !outages.covers(sample.at())
                && Claims.inStep(entry.status()).isPresent()
                && sample.lag().compareTo(bound.plus(Claims.latency(entry.status()))) > 0;
    }

    private String sentence(LagSample first, LagSample last) {
        var entry = standing(first.at());
        return "from %s to %s the task said %s with latency %s while a change of %s before was missing (at the end of %s)"
                .formatted(
                        first.at(),
                        last.at(),
                        Claims.inStep(entry.status()).orElse(""),
                        Claims.latency(entry.status()),
                        first.lag(),
                        last.lag());
    }

    private StatusEntry standing(Instant time) {
        StatusEntry standing = null;
        for (var entry : entries) {
            if (entry.at().isAfter(time)) {
                break;
            }
            standing = entry;
        }
        return standing;
    }
}
