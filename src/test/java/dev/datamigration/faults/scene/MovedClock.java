package dev.datamigration.faults.scene;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Environment of a process that believes in another time, by libfaketime (a package of most distributions); {@code
 * -Dfaults.libfaketime=<file>} says where it is if not in its usual place.
 */
public final class MovedClock {
    private static final List<String> PLACES = List.of(
            System.getProperty("faults.libfaketime", ""),
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib64/faketime/libfaketimeMT.so.1");

    private MovedClock() {}

    public static boolean isPossible() {
        return library().isPresent();
    }

    private static Optional<Path> library() {
        return PLACES.stream()
                .filter(place -> !place.isEmpty())
                .map(Path::of)
                .filter(Files::exists)
                .findFirst();
    }

    /** @param minutes ahead of the true time, or behind it; nothing is moved where there is no library */
    static Map<String, String> environment(int minutes) {
        return minutes == 0
                ? Map.of()
                : library()
                        .map(file -> Map.of(
                                "LD_PRELOAD",
                                file.toString(),
                                "FAKETIME",
                                (minutes > 0 ? "+" : "") + minutes + "m",
                                "FAKETIME_DONT_FAKE_MONOTONIC",
                                "1"))
                        .orElse(Map.of());
    }
}
