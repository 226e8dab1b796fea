package dev.datamigration.database.postgres.schema.reader;

import dev.datamigration.api.Side;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;

/** Cuts names out of definitions that the server printed, so that others can be put in their place. */
final class PrintedDefinition {
    private PrintedDefinition() {}

    /** Returns what follows the head. */
    static String after(String definition, String head) {
        requirePrinted(definition);
        if (!definition.startsWith(head)) {
            throw unexpected(definition, head + "…");
        }
        return definition.substring(head.length());
    }

    /** Returns what stands before the tail. */
    static String before(String definition, String tail) {
        requirePrinted(definition);
        if (!definition.endsWith(tail)) {
            throw unexpected(definition, "…" + tail);
        }
        return definition.substring(0, definition.length() - tail.length());
    }

    /** Returns what stands before and after the first occurrence of a part. */
    static Split around(String definition, String part) {
        requirePrinted(definition);
        var at = definition.indexOf(part);
        if (at < 0) {
            throw unexpected(definition, "…" + part + "…");
        }
        return new Split(definition.substring(0, at), definition.substring(at + part.length()));
    }

    /** The server prints null for what was dropped since it was listed, whatever the transaction's snapshot. */
    private static void requirePrinted(String definition) {
        if (definition == null) {
            throw new FailureException(new Failure(
                    FailureCode.SourceSchemaChanged,
                    Side.Source,
                    "An object of the source was dropped while its schema was being read.",
                    "Resume the task once no schema changes are under way on the source."));
        }
    }

    private static IllegalStateException unexpected(String definition, String expected) {
        return new IllegalStateException(
                "the server printed «%s» where «%s» was expected".formatted(definition, expected));
    }

    record Split(String before, String after) {}
}
