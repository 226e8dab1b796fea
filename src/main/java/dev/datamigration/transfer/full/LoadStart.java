package dev.datamigration.transfer.full;

import dev.datamigration.database.postgres.replication.ExportedSnapshot;
import java.util.List;

/** What a load begins with: the snapshot to read under, and the tables that are to be read. */
record LoadStart(ExportedSnapshot snapshot, List<LoadTable> tables) {}
