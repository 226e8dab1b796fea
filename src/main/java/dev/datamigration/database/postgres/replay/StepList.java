package dev.datamigration.database.postgres.replay;

import dev.datamigration.api.task.ddl.DdlType;
import dev.datamigration.database.replay.StructureStep;
import dev.datamigration.database.replay.TablePlace;
import java.util.ArrayList;
import java.util.List;

/** Steps as they are found, in the order in which they are made. */
final class StepList {
    private final List<StructureStep> steps = new ArrayList<>();

    void add(DdlType kind, String object, String... statements) {
        steps.add(new StructureStep(kind, object, List.of(statements), null, null, null));
    }

    void add(DdlType kind, String object, List<String> statements) {
        steps.add(new StructureStep(kind, object, statements, null, null, null));
    }

    /** A step after which the task has other tables, or another name for one. */
    void moved(DdlType kind, String object, List<String> statements, TablePlace before, TablePlace after) {
        steps.add(new StructureStep(kind, object, statements, null, before, after));
    }

    /** @param why its statements would not do what was done on the source, as a clause */
    void blocked(DdlType kind, String object, String why, String... statements) {
        steps.add(new StructureStep(kind, object, List.of(statements), why, null, null));
    }

    /** @param why null where nothing speaks against it */
    void unless(String why, DdlType kind, String object, String... statements) {
        steps.add(new StructureStep(kind, object, List.of(statements), why, null, null));
    }

    List<StructureStep> steps() {
        return steps;
    }
}
