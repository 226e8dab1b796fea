package dev.datamigration.database.replay;

import dev.datamigration.api.task.ddl.DdlType;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a change of the structure that is left to be made.
 *
 * @param object that it is about, for people: on the source
 * @param statements that make it, without semicolons
 * @param obstacle why these would not do what was done on the source, as a clause; null where they do
 * @param before a table that the task has no more, or under another name; null where there is none
 * @param after a table that it has from here on; null where there is none
 */
public record StructureStep(
        DdlType kind, String object, List<String> statements, String obstacle, TablePlace before, TablePlace after) {
    public StructureStep {
        statements = List.copyOf(statements);
    }

    /** The same step, with a statement before its own. */
    public StructureStep after(String statement) {
        return new StructureStep(
                kind,
                object,
                Stream.concat(Stream.of(statement), statements.stream()).toList(),
                obstacle,
                before,
                after);
    }

    /** Returns whether the target is left as it is: only what the task knows of its tables changes. */
    public boolean changesNothing() {
        return statements.isEmpty() && obstacle == null;
    }
}
