package dev.datamigration.database.largeobject;

import dev.datamigration.api.status.LargeObjectProgress;
import dev.datamigration.database.table.TableName;
import java.util.function.Consumer;

/**
 * The large objects of two databases, which are in no table and of whose changes no log tells. What the source has is to be on
 * the target under the same number; others may have made more of them there, which are not looked at.
 */
public interface LargeObjects {
    /** The name that results of comparing them go by: as if each were a row of it, whose key is its number. */
    TableName TABLE = new TableName("pg_catalog", "pg_largeobject");

    /** Says what was found of one. */
    enum State {
        Equal,
        /** Both have it, with another content. */
        Mismatched,
        /** The target lacks it. */
        SourceOnly,
        /** The task made it on the target, and the source has it no more. */
        TargetOnly
    }

    /** Is told of each of them. */
    @FunctionalInterface
    interface Listener {
        /** @param number as the source has it */
        void found(long number, State state);
    }

    /**
     * Says what a copy found and did, all of it compared by hashes of both servers afterwards.
     *
     * @param equal that both have alike now
     */
    record Copied(long equal, long created, long overwritten, long removed) {
        /** Those that were written. */
        public long written() {
            return created + overwritten;
        }
    }

    /**
     * Returns how many the source has.
     *
     * @throws dev.datamigration.failure.FailureException if a server failed
     */
    long count();

    /**
     * Compares all of them by their hashes, and changes nothing.
     *
     * @throws dev.datamigration.failure.FailureException if a server failed
     */
    void compare(Listener listener);

    /**
     * Makes those of the target like the source's, whatever was done before: what is missing or has another content is copied,
     * and what the task made and the source has no more is removed.
     *
     * @param progress told at the begin and after each of them, by the calling thread
     * @throws dev.datamigration.failure.FailureException if a server failed, or the target has another one under a number
     *     that the source uses
     */
    Copied copy(Consumer<LargeObjectProgress> progress);

    /** The statement that removes one from the target. */
    String removal(long number);
}
