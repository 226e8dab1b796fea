package dev.datamigration.database.postgres.schema;

/** Cuts names out of definitions that the server printed, so that others can be put in their place. */
final class PrintedDefinition {
    private PrintedDefinition() {}

    /** What follows the head. */
    static String after(String definition, String head) {
        if (!definition.startsWith(head)) {
            throw new IllegalStateException(
                    "the server printed «%s» where «%s…» was expected".formatted(definition, head));
        }
        return definition.substring(head.length());
    }

    /** What stands before and after the first occurrence of a part. */
    static Split around(String definition, String part) {
        var at = definition.indexOf(part);
        if (at < 0) {
            throw new IllegalStateException(
                    "the server printed «%s» where «…%s…» was expected".formatted(definition, part));
        }
        return new Split(definition.substring(0, at), definition.substring(at + part.length()));
    }

    record Split(String before, String after) {}
}
