package dev.datamigration.database.postgres.catalog;

/**
 * A pattern in which {@code *} stands for any characters and {@code ?} for one. Takes at most as many steps as pattern and
 * name have characters multiplied, whatever both are: patterns are written by whoever may create a task.
 */
final class Glob {
    private final int[] pattern;

    Glob(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    boolean matches(String name) {
        // which beginnings of the pattern mean what was read of the name
        var means = new boolean[pattern.length + 1];
        means[0] = true;
        followStars(means);
        for (var character : name.codePoints().toArray()) {
            var next = new boolean[pattern.length + 1];
            for (var i = 0; i < pattern.length; i++) {
                if (means[i] && pattern[i] == '*') {
                    next[i] = true;
                } else if (means[i] && (pattern[i] == '?' || pattern[i] == character)) {
                    next[i + 1] = true;
                }
            }
            followStars(next);
            means = next;
        }
        return means[pattern.length];
    }

    /** A star may stand for nothing. */
    private void followStars(boolean[] means) {
        for (var i = 0; i < pattern.length; i++) {
            if (means[i] && pattern[i] == '*') {
                means[i + 1] = true;
            }
        }
    }
}
