package dev.datamigration.kubectl;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Between two looks at what others do. */
final class Waiting {
    private Waiting() {}

    static void seconds(int seconds) {
        try {
            new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.Interrupted, null);
        }
    }
}
