package dev.datamigration.database.replay;

import dev.datamigration.api.task.DdlType;
import java.util.List;

/**
 * A part of a change of the structure that is left to be made.
 *
 * @param object that it is about, for people: on the source
 * @param statements that make it, without semicolons
 * @param obstacle why these would not do what was done on the source, as a clause; null where they do
 */
public record StructureStep(DdlType kind, String object, List<String> statements, String obstacle) {
    public StructureStep {
        statements = List.copyOf(statements);
    }

    /** As one script. */
    public String sql() {
        return String.join("; ", statements) + ";";
    }
}
