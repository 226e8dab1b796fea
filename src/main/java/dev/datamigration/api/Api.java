package dev.datamigration.api;

/** Names that the whole API shares. */
public final class Api {
    public static final String GROUP = "datamigration.dev";
    public static final String VERSION = "v1alpha1";
    public static final String FINALIZER = "datamigration.dev/release";

    /**
     * Annotation of a Secret: the hosts that what it holds may be used for, separated by commas. Without it no task can use
     * the Secret.
     */
    public static final String ALLOWED_HOSTS = GROUP + "/allowed-hosts";

    /**
     * Objects asked for at once where all of a kind are read: thousands of tasks in one answer would take the API server
     * longer than a client waits.
     */
    public static final long LIST_PAGE = 500;

    private Api() {}
}
