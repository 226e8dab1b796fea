package dev.datamigration.supply;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The advisories that were known when docs/supply-chain.md was written: for libraries whose names begin so, the first version
 * without one.
 */
final class Advisories {
    private static final Map<String, String> FIXED_IN = new TreeMap<>(Map.of(
            "io.netty:netty-codec",
            "4.1.140.Final",
            "io.netty:netty-common",
            "4.1.140.Final",
            "io.netty:netty-handler",
            "4.1.140.Final",
            "com.fasterxml.jackson.core:jackson-core",
            "2.21.8",
            "com.fasterxml.jackson.core:jackson-databind",
            "2.21.8",
            "io.vertx:vertx-core",
            "4.5.29",
            "io.vertx:vertx-web",
            "4.5.29",
            "org.bouncycastle:bc",
            "1.87"));

    private Advisories() {}

    /** The first version without an advisory, or null where none is known of any version. */
    static String fixedIn(String library) {
        return FIXED_IN.entrySet().stream()
                .filter(known -> library.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Whether a version comes before another one, by its numbers. */
    static boolean isBefore(String version, String other) {
        return Arrays.compare(numbers(version), numbers(other)) < 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\D+"))
                .filter(part -> !part.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
