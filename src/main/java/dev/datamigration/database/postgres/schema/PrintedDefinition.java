package dev.datamigration.database.postgres.schema;

/** Cuts names out of definitions that the server printed, so that others can be put in their place. */
final class PrintedDefinition {
    private PrintedDefinition() {}

    /** What follows the head. */
    static String after(String definition, String head) {
        if (!definition.startsWith(head)) {
            throw unexpected(definition, head + "…");
        }
        return definition.substring(head.length());
    }

    /** What stands before the tail. */
    static String before(String definition, String tail) {
        if (!definition.endsWith(tail)) {
            throw unexpected(definition, "…" + tail);
        }
        return definition.substring(0, definition.length() - tail.length());
    }

    /** What stands before and after the first occurrence of a part. */
    static Split around(String definition, String part) {
        var at = definition.indexOf(part);
        if (at < 0) {
            throw unexpected(definition, "…" + part + "…");
        }
        return new Split(definition.substring(0, at), definition.substring(at + part.length()));
    }

    private static IllegalStateException unexpected(String definition, String expected) {
        return new IllegalStateException(
                "the server printed «%s» where «%s» was expected".formatted(definition, expected));
    }

    record Split(String before, String after) {}
}
