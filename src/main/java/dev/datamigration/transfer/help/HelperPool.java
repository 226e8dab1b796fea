package dev.datamigration.transfer.help;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The way to the further workers of this one's task, which are numbered from 1. */
public interface HelperPool {
    /** None: this process does everything itself. */
    HelperPool NONE = new HelperPool() {
        @Override
        public boolean exists() {
            return false;
        }

        @Override
        public CompletableFuture<Optional<String>> engage(Engagement terms) {
            throw new IllegalStateException("this process has no helpers");
        }

        @Override
        public void dismiss(Engagement terms) {
            // nobody is engaged
        }
    };

    /** Returns whether there can be helpers at all. */
    boolean exists();

    /**
     * Tells a helper that help is wanted; returns at once.
     *
     * @return what it answers: why it does not help, or nothing where it does
     */
    CompletableFuture<Optional<String>> engage(Engagement terms);

    /** Returns after how long without an answer a helper counts as lost. */
    default Duration patience() {
        return Duration.ofSeconds(15);
    }

    /** Tells a helper that no more help is wanted; where that does not reach it, the database refuses what it does. */
    void dismiss(Engagement terms);
}
