package dev.datamigration.kubectl.text;

import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Between two looks at what others do. */
public final class Waiting {
    private Waiting() {}

    public static void seconds(int seconds) {
        try {
            new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.Interrupted, null);
        }
    }
}
