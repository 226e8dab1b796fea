package dev.datamigration.engine.wire;

/** What both ends of the wire must agree on. */
public final class Protocol {
    /** Says which version of the protocol an end speaks; every request and every answer carries it. */
    public static final String VERSION_HEADER = "Datamigration-Protocol";

    /** Raised whenever an older end could misunderstand what it reads. Fields that may be ignored do not count. */
    public static final String VERSION = "1";

    /**
     * Names the worker's process. Every answer carries it, and every goal names the process that it is for: two processes
     * must never pursue the same epoch, since the databases could not tell them apart.
     */
    public static final String PROCESS_HEADER = "Datamigration-Process";

    /** Where goals are put. */
    public static final String GOAL = "/task/goal";

    /** Where reports are got. */
    public static final String REPORT = "/task/report";

    /** The revision of the last report that was got; the next one is answered when there is a newer one. */
    public static final String AFTER = "after";

    /** How many milliseconds the answer may wait for a newer report. */
    public static final String WAIT = "wait";

    /** Answers without a token whether the process lives. */
    public static final String ALIVE = "/alive";

    /** How large a goal may be, in bytes; it grows with the lists of objects. */
    public static final int LARGEST_GOAL = 8 * 1024 * 1024;

    private Protocol() {}
}
