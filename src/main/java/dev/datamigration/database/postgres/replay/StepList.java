package dev.datamigration.database.postgres.replay;

import dev.datamigration.api.task.DdlType;
import dev.datamigration.database.replay.StructureStep;
import java.util.ArrayList;
import java.util.List;

/** Steps as they are found, in the order in which they are made. */
final class StepList {
    private final List<StructureStep> steps = new ArrayList<>();

    void add(DdlType kind, String object, String... statements) {
        steps.add(new StructureStep(kind, object, List.of(statements), null));
    }

    void add(DdlType kind, String object, List<String> statements) {
        steps.add(new StructureStep(kind, object, statements, null));
    }

    /** @param why its statements would not do what was done on the source, as a clause */
    void blocked(DdlType kind, String object, String why, String... statements) {
        steps.add(new StructureStep(kind, object, List.of(statements), why));
    }

    List<StructureStep> steps() {
        return steps;
    }
}
