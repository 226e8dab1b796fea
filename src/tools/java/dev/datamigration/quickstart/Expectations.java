package dev.datamigration.quickstart;

import java.util.ArrayList;
import java.util.List;

/** What the quickstart promises, and whether it came true. */
final class Expectations {
    private final List<String> lines = new ArrayList<>();
    private boolean met = true;

    void expect(boolean cameTrue, String promise) {
        met &= cameTrue;
        lines.add("  " + (cameTrue ? "yes" : "NO ") + "  " + promise);
    }

    boolean allMet() {
        return met;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
