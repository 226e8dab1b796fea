package dev.datamigration.metrics;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/** The label {@code direction}: what runs before the switchover, and what runs back from the target to the source. */
enum Directions {
    forward,
    reverse;

    boolean isBack() {
        return this == reverse;
    }

    static Stream<Point> both(Function<Directions, Stream<Point>> points) {
        return Arrays.stream(values()).flatMap(points);
    }
}
