package dev.datamigration.api;

/** Names that the whole API shares. */
public final class Api {
    public static final String GROUP = "datamigration.dev";
    public static final String VERSION = "v1alpha1";
    public static final String FINALIZER = "datamigration.dev/release";

    private Api() {}
}
