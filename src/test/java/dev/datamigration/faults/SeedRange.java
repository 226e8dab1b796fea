package dev.datamigration.faults;

import java.util.List;
import java.util.stream.LongStream;

/** Which seeds are to be run: {@code -Dfaults.seed=42} or {@code -Dfaults.seeds=1-100}. */
final class SeedRange {
    private SeedRange() {}

    static List<Long> asked() {
        var one = System.getProperty("faults.seed");
        return one == null ? parse(System.getProperty("faults.seeds", "1-10")) : parse(one);
    }

    static List<Long> parse(String text) {
        var ends = text.split("-");
        var first = Long.parseLong(ends[0].trim());
        var last = Long.parseLong(ends[ends.length - 1].trim());
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
