package dev.datamigration.transfer.switchover.object;

import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.List;

/** Finds what is to be done about one kind of objects; changes nothing itself. */
public interface PostSwitchoverActions {
    /** For people, as in "could not look at {@code what}". */
    String what();

    /** @throws dev.datamigration.failure.FailureException if a database could not answer */
    List<PostSwitchoverAction> find(BothSides sides);

    /** Every kind, in the order in which they are done: what the application needs first comes first. */
    static List<PostSwitchoverActions> all() {
        return List.of(
                new MutedTriggers(),
                new SequenceActions(),
                new LargeObjectActions(),
                new RestoredTriggers(),
                new PostponedSettings(),
                new UncheckedForeignKeys(),
                new OwnersAndGrants(),
                new NotCarriedObjects(),
                new LiftedFences(),
                new StaleMaterializedViews());
    }
}
