package dev.datamigration.database.postgres.precheck.check;

import dev.datamigration.api.Side;
import java.util.Set;

/** A check of whether the target fits the source, which asks both. */
public interface TargetCheck extends PostgresCheck {
    @Override
    default Side side() {
        return Side.Target;
    }

    @Override
    default Set<Side> asks() {
        return Set.of(Side.Source, Side.Target);
    }
}
