package dev.datamigration.engine.wire;

/** Holds what both ends of the wire must agree on. */
public final class Protocol {
    /** Says which version of the protocol an end speaks; every request and every answer carries it. */
    public static final String VERSION_HEADER = "Datamigration-Protocol";

    /** Raised whenever an older end could misunderstand what it reads. Fields that may be ignored do not count. */
    public static final String VERSION = "2";

    /**
     * Names the worker's process. Every answer carries it, and every goal names the process that it is for: two processes
     * must never pursue the same epoch, since the databases could not tell them apart.
     */
    public static final String PROCESS_HEADER = "Datamigration-Process";

    /**
     * The term of the leader that asks, and in an answer the latest that the worker has heard. A worker takes no goal of an
     * earlier term. Left out where there is no election, and by operators of before there were terms: these are obeyed.
     */
    public static final String TERM_HEADER = "Datamigration-Term";

    /** The path to which goals are put. */
    public static final String GOAL = "/task/goal";

    /** The path from which reports are got. */
    public static final String REPORT = "/task/report";

    /** The revision of the last report that was got; the next one is answered when there is a newer one. */
    public static final String AFTER = "after";

    /** The parameter for how long the answer may wait for a newer report, in milliseconds. */
    public static final String WAIT = "wait";

    /** Answers without a token whether the process lives. */
    public static final String ALIVE = "/alive";

    /** The path at which the leading worker says, to a helper, that it wants help ({@code PUT}) and that it does not any more ({@code DELETE}). */
    public static final String HELP = "/help";

    /** The id of an engagement that ends. */
    public static final String ID = "id";

    /** The largest that a goal may be, in bytes; it grows with the lists of objects. */
    public static final int LARGEST_GOAL = 8 * 1024 * 1024;

    /**
     * The largest that a report or another answer may be, in bytes. The API server takes no object of more than 1.5 MB, and a
     * report becomes a part of one.
     */
    public static final int LARGEST_ANSWER = 1024 * 1024;

    private Protocol() {}
}
