package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.structure.StructurePart;
import java.util.List;

/**
 * A part in which both databases differ.
 *
 * @param key in the names of the source
 * @param source null where the source has it not (any more)
 * @param target null where the target has it not
 * @param attributes in which they differ, where both have it
 * @param since whether it came by a change on the source after the task began to migrate it
 */
record Deviation(
        StructurePart.Key key,
        Kind kind,
        StructurePart source,
        StructurePart target,
        List<String> attributes,
        boolean since) {

    /** Says what has to be done on the target. */
    enum Kind {
        Missing,
        Different,
        Renamed,
        Superfluous
    }
}
