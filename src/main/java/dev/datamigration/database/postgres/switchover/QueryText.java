package dev.datamigration.database.postgres.switchover;

import dev.datamigration.failure.Cut;

/** Says what can be shown of somebody's statement: its beginning, without values. */
final class QueryText {
    private static final int SHOWN = 80;

    private QueryText() {}

    /** @param query may be null */
    static String withoutLiterals(String query) {
        if (query == null || query.isBlank()) {
            return "";
        }
        var text = query.replaceAll("(?s)/\\*.*?(\\*/|$)|--[^\\n]*", " ")
                .replaceAll("(?s)\\$(\\w*)\\$.*?(\\$\\1\\$|$)", "?")
                .replaceAll("(?s)'(?:[^'\\\\]|''|\\\\.)*('|$)", "?")
                .replaceAll("(?<![\\w$])\\d+(\\.\\d+)?\\b", "?")
                .replaceAll("\\s+", " ")
                .strip();
        return Cut.to(SHOWN, text);
    }
}
