package dev.datamigration.database.postgres.precheck.server;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.precheck.Finding;

/** Going to an older version is allowed, but the older one may lack what the newer one has. */
public record VersionOrder() implements TargetCheck {
    @Override
    public Finding look(CheckedDatabases databases) {
        return verdict(databases.source().majorVersion(), databases.target().majorVersion());
    }

    static Finding verdict(int source, int target) {
        return target >= source
                ? Finding.passed("The target (%d) is not older than the source (%d).".formatted(target, source))
                : Finding.warning(
                        "The target (%d) is older than the source (%d): objects that use newer features cannot be created on it."
                                .formatted(target, source),
                        "Look at status.schema for what was not carried, or use a target of version %d or later."
                                .formatted(source));
    }
}
