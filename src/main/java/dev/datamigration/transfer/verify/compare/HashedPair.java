package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.postgres.compare.HashedTable;

/** A table as it is hashed on both sides. */
public record HashedPair(HashedTable source, HashedTable target) {}
