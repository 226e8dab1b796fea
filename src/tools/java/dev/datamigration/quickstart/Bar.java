package dev.datamigration.quickstart;

/** A bar of fixed width. */
final class Bar {
    static final int WIDTH = 24;

    private Bar() {}

    static String of(int percent) {
        var full = Math.max(0, Math.min(100, percent)) * WIDTH / 100;
        return "█".repeat(full) + "░".repeat(WIDTH - full);
    }
}
