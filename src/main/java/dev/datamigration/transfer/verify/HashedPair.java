package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.compare.HashedTable;

/** A table as it is hashed on both sides. */
record HashedPair(HashedTable source, HashedTable target) {}
