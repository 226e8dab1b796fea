package dev.datamigration.database.selection;

/**
 * A pattern in which {@code *} stands for any characters and {@code ?} for one. Takes at most as many steps as pattern and
 * name have characters multiplied, whatever both are: patterns are written by whoever may create a task.
 */
final class Glob {
    private static final int END = -1;

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

    /** Returns whether some name matches both. Takes as many steps as {@link #steps} says. */
    boolean meets(Glob other) {
        // row by row from the end: whether what follows place i here and place j there can be the same
        var below = new boolean[other.pattern.length + 1];
        for (var i = pattern.length; i >= 0; i--) {
            var row = new boolean[other.pattern.length + 1];
            for (var j = other.pattern.length; j >= 0; j--) {
                var here = i < pattern.length ? pattern[i] : END;
                var there = j < other.pattern.length ? other.pattern[j] : END;
                row[j] = here == END && there == END
                        || here == '*' && (below[j] || there != END && row[j + 1])
                        || there == '*' && (row[j + 1] || here != END && below[j])
                        || isOne(here) && isOne(there) && same(here, there) && below[j + 1];
            }
            below = row;
        }
        return below[0];
    }

    long steps(Glob other) {
        return (pattern.length + 1L) * (other.pattern.length + 1L);
    }

    private static boolean isOne(int element) {
        return element != END && element != '*';
    }

    private static boolean same(int here, int there) {
        return here == there || here == '?' || there == '?';
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
