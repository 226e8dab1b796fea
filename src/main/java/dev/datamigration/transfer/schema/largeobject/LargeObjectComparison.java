package dev.datamigration.transfer.schema.largeobject;

import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.Run;

/** Compares the large objects of both databases by their hashes, and changes nothing. */
public final class LargeObjectComparison {
    /** What the result of a verification goes by: as if each were a row of it. */
    public static final TableName TABLE = new TableName("pg_catalog", "pg_largeobject");

    private LargeObjectComparison() {}

    /** What was found of one. */
    public enum State {
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
    public interface Listener {
        void found(long oid, State state);
    }

    /** Returns how many the source has. */
    public static long count(Run run) {
        return LargeObjectSides.with(run, "counting large objects", LargeObjectSides::count);
    }

    /**
     * Compares all of them; those that others have made on the target under other OIDs are not looked at.
     *
     * @throws FailureException if a server failed
     */
    public static void compare(Run run, Listener listener) {
        LargeObjectSides.<Void>with(run, "comparing large objects", sides -> {
            sides.forEachPage(
                    page -> page.forEach(pair -> listener.found(pair.source().oid(), state(pair))));
            sides.forEachPageOfGone(page -> {
                var there = LargeObjectReader.existing(sides.target(), page);
                there.forEach(oid -> listener.found(oid, State.TargetOnly));
            });
            return null;
        });
    }

    private static State state(LargeObjectPair pair) {
        if (pair.target() == null) {
            return State.SourceOnly;
        }
        return pair.isEqual() ? State.Equal : State.Mismatched;
    }
}
