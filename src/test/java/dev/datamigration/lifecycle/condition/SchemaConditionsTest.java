package dev.datamigration.lifecycle.condition;

import static dev.datamigration.lifecycle.Expect.assertCondition;
import static dev.datamigration.lifecycle.Expect.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.lifecycle.Found;
import dev.datamigration.lifecycle.Given;
import dev.datamigration.lifecycle.model.EventReason;
import dev.datamigration.lifecycle.model.TaskEvent;
import dev.datamigration.lifecycle.model.WorkerState;
import dev.datamigration.lifecycle.status.ConditionList;
import org.junit.jupiter.api.Test;

class SchemaConditionsTest {
    private static final WorkerState DONE = new WorkerState.PhaseDone(Phase.FullVerification);
    private final Given task = Given.running(Phase.FullVerification);

    @Test
    void aChangeOfTheSourceIsToldOnceAndItsEndToo() {
        assertThat(reasons(task.reports(DONE, Found.schema(0, 0)).pass())).isEmpty();
        assertCondition(task.status, "SchemaInStep", true, "InStep");
        assertCondition(task.status, "SchemaVerified", true, "Alike");

        var changed = task.reports(DONE, Found.schema(4, 0)).pass();
        assertThat(changed.events())
                .containsExactly(new TaskEvent(
                        EventReason.SourceSchemaChanged,
                        "4 changes of the source's schema are not on the target: Table public.t0, Table public.t1,"
                                + " Table public.t2 …; run the SQL of status.schemaComparison there"));
        assertCondition(task.status, "SchemaInStep", false, "SourceChanged");
        assertThat(task.pass().events()).isEmpty();

        assertThat(reasons(task.reports(DONE, Found.schema(0, 0)).pass())).containsExactly(EventReason.SchemaInStep);
        assertCondition(task.status, "SchemaInStep", true, "InStep");
    }

    @Test
    void whatWasMadeDifferentlyIsNoChangeOfTheSource() {
        assertThat(reasons(task.reports(DONE, Found.schema(0, 1)).pass())).containsExactly(EventReason.SchemaDiffers);
        assertCondition(task.status, "SchemaInStep", true, "InStep");
        assertCondition(task.status, "SchemaVerified", false, "Different");
    }

    @Test
    void equalIsSaidOfWhatWasComparedAlone() {
        task.reports(DONE, Found.verification(0, true)).pass();
        task.reports(DONE, Found.schema(1, 0)).pass();
        assertCondition(task.status, "Verified", true, "Consistent");
        assertThat(ConditionList.find(task.status.conditions(), "Verified")
                        .get()
                        .getMessage())
                .startsWith("1 table with 1 row was equal on both sides")
                .endsWith("; the source's schema was changed since, see the condition SchemaInStep");
        assertThat(task.status.message()).contains("see the condition SchemaInStep");
    }

    @Test
    void nothingIsSaidBeforeBothWereCompared() {
        task.pass();
        assertThat(ConditionList.find(task.status.conditions(), "SchemaInStep")).isEmpty();
    }
}
