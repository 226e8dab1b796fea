package dev.datamigration.kubectl.text;

import dev.datamigration.kubectl.argument.ExitCode;

/** Says what a person is told who interrupts this process. Its thread is the JVM's, which runs it and then ends. */
public final class InterruptionNotice implements AutoCloseable {
    private final Thread hook;

    /** @param notice is printed, and the process ends with the exit code for that */
    public InterruptionNotice(Runnable notice) {
        hook = new Thread(() -> {
            notice.run();
            Runtime.getRuntime().halt(ExitCode.Interrupted.number);
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it runs already, and ends the process
        }
    }
}
