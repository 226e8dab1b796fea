package dev.datamigration.thread;

/**
 * Says what becomes of this process once memory has run out: whatever was under way in it may be half done, so it is not to go on.
 * The JVM's own {@code -XX:+ExitOnOutOfMemoryError} comes first where it is set; this is for where it is not, and for the
 * errors that it does not see, such as a thread that could not be made.
 */
public final class OutOfMemory {
    /** As the JVM's own. */
    private static final int EXIT_CODE = 3;

    private static final int DEEPEST = 20;

    private static volatile Runnable response = () -> {};

    private OutOfMemory() {}

    /** From now on it ends this process at once, for whoever started it to start another. */
    public static void endsTheProcess() {
        response = () -> Runtime.getRuntime().halt(EXIT_CODE);
    }

    /** From now on it calls this; by default nothing is done besides what the thrower's owner does. */
    static void calls(Runnable instead) {
        response = instead;
    }

    /** Ends the process if this error, or what caused it, is that memory ran out; null is no error. */
    public static void check(Throwable error) {
        var cause = error;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof OutOfMemoryError) {
                response.run();
                return;
            }
            cause = cause.getCause();
        }
    }
}
