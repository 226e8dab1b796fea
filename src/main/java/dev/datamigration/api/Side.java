package dev.datamigration.api;

/** Says which of the two databases a statement is about. */
public enum Side {
    Source,
    Target;

    public Side other() {
        return this == Source ? Target : Source;
    }
}
