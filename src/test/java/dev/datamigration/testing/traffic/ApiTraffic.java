package dev.datamigration.testing.traffic;

import java.util.Map;
import java.util.TreeMap;

/**
 * What went to an API server and came from it up to some moment.
 *
 * @param requests how many of each kind
 * @param answered bytes of answers, those of watches included
 */
public record ApiTraffic(Map<ApiRequest, Long> requests, long answered) {

    /** What came since then. */
    public ApiTraffic since(ApiTraffic earlier) {
        var later = new TreeMap<ApiRequest, Long>();
        requests.forEach((request, count) -> {
            var more = count - earlier.requests().getOrDefault(request, 0L);
            if (more > 0) {
                later.put(request, more);
            }
        });
        return new ApiTraffic(later, answered - earlier.answered());
    }

    public long total() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many that begin so, for instance {@code list }. */
    public long of(String beginning) {
        return requests.entrySet().stream()
                .filter(entry -> entry.getKey().toString().startsWith(beginning))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public String toString() {
        return "%d requests, %.1f MB answered %s".formatted(total(), answered / 1e6, requests);
    }
}
