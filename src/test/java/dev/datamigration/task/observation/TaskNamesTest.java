package dev.datamigration.task.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.status.PrecheckStatus;
import dev.datamigration.api.status.WaitingStatus;
import dev.datamigration.api.switchover.StepState;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.lifecycle.model.Report;
import dev.datamigration.lifecycle.model.StepReport;
import dev.datamigration.lifecycle.model.WorkerDetails;
import dev.datamigration.lifecycle.model.WorkerState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wherever a worker tells of another task by its UID, the status has its name. */
class TaskNamesTest {
    private static final String UID = "0a1b2c3d-1111-2222-3333-444455556666";
    private static final String HOLDER = "process 7 of mover (the migration task with the uid " + UID + "), active";
    private static final String REMEDY =
            "Wait until that task has moved its tables, or stop it; its name: kubectl get migrationtasks -A -o"
                    + " jsonpath='{range .items[?(@.metadata.uid==\"" + UID
                    + "\")]}{.metadata.namespace}/{.metadata.name}{end}'";
    private final TaskNames names = new TaskNames();

    @BeforeEach
    void known() {
        names.remember(new TaskId("shop", "orders", UID));
    }

    @Test
    void aHolderIsNamedWhereverItIsTold() {
        var worker = names.in(worker(), "shop");
        assertThat(worker.toString()).doesNotContain("with the uid").doesNotContain("kubectl get");
        assertThat(worker.details().waiting().holder())
                .isEqualTo("process 7 of mover (the migration task shop/orders, uid " + UID + "), active");
        assertThat(worker.details().waiting().remedy())
                .isEqualTo(
                        "Wait until that task has moved its tables, or stop it; it is the migration task shop/orders");
        assertThat(worker.toString().split("shop/orders", -1))
                .as("in each of the texts")
                .hasSize(8);
    }

    @Test
    void oneThatThisOperatorDoesNotKnowKeepsItsUid() {
        names.forget(UID);
        assertThat(names.in(worker(), "shop")).isEqualTo(worker());
    }

    /** Whoever reads this task need not be let see that one. */
    @Test
    void oneOfAnotherNamespaceKeepsItsUid() {
        assertThat(names.in(worker(), "tenant")).isEqualTo(worker());
    }

    private static Report worker() {
        var items = List.of(new PrecheckItem("N", Side.Target, PrecheckItemStatus.Warning, HOLDER, REMEDY, false));
        var step = new StepReport.Step(
                1,
                SwitchoverStep.StartTargetStore,
                1,
                StepState.Failed,
                HOLDER,
                List.of(new SwitchoverItem("N", Side.Target, SwitchoverItemStatus.Failed, HOLDER, null)));
        return new Report(
                1,
                new WorkerState.Failed(
                        Phase.Precheck, new Failure(FailureCode.BlockedByOthers, Side.Target, HOLDER, "x")),
                new WorkerDetails(
                        new PrecheckStatus("2026-01-01T00:00:00Z", items),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new StepReport(step, null, null, null),
                        null,
                        new WaitingStatus(Side.Target, "2026-01-01T00:00:00Z", HOLDER, REMEDY),
                        null,
                        null,
                        null,
                        null));
    }
}
