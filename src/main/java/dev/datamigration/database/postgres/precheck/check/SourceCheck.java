package dev.datamigration.database.postgres.precheck.check;

import dev.datamigration.api.Side;

/** A check of what is on the source. */
public interface SourceCheck extends PostgresCheck {
    @Override
    default Side side() {
        return Side.Source;
    }
}
