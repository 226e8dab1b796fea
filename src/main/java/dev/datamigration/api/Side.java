package dev.datamigration.api;

import java.util.Locale;

/** Says which of the two databases a statement is about. */
public enum Side {
    Source,
    Target;

    /** {@code source} or {@code target}: as the spec calls it, and in texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Side other() {
        return this == Source ? Target : Source;
    }
}
