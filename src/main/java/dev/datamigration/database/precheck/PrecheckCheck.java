package dev.datamigration.database.precheck;

import dev.datamigration.api.Side;
import dev.datamigration.plan.MigrationPlan;
import java.util.Set;

/** Looks at one thing, as its kind of database asks for it. Reads only; what it tries, it rolls back. */
public interface PrecheckCheck {

    /** As {@code spec.precheck.skip} takes it; the same for both sides. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** The database that has to be changed if it fails. */
    Side side();

    /** Returns whether a person may take the risk. */
    default boolean skippable() {
        return false;
    }

    /** Returns whether it matters for this plan; it is left out otherwise. */
    default boolean matters(MigrationPlan plan) {
        return true;
    }

    /** The databases it asks; it is left out if one of them could not be reached. */
    default Set<Side> asks() {
        return Set.of(side());
    }
}
