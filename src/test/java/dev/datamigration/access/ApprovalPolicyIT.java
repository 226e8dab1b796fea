package dev.datamigration.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.api.task.MigrationTaskStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only who may approve enters switchovers and confirms their steps, whichever way it is written. */
class ApprovalPolicyIT {
    private static final String CHANGES = """
            # what is there               | what is written                                  | what it approves
            ''                            | entered: true                                    | EnterForwardSwitchover
            entered: true                 | entered: true, round: 2                          | EnterForwardSwitchover
            'entered: true, round: 2'     | entered: true, round: 3                          | EnterForwardSwitchover
            ''                            | autoConfirm: [StartForwardSwitchover]            | StartForwardSwitchover
            autoConfirm: [StartForwardSwitchover] | autoConfirm: [StartForwardSwitchover, StartReverseIncrement] | StartReverseIncrement
            entered: true                 | 'entered: true, decision: {step: ConfirmSourceWritesStopped, attempt: 1, action: Confirm}' | ConfirmSourceWritesStopped
            'entered: true, decision: {step: ConfirmSourceWritesStopped, attempt: 1, action: Confirm}' | 'entered: true, decision: {step: ConfirmSourceWritesStopped, attempt: 2, action: Confirm}' | ConfirmSourceWritesStopped
            entered: true                 | 'entered: true, decision: {step: SwitchoverPrecheck, attempt: 1, action: Skip}' | SwitchoverPrecheck
            entered: true                 | 'entered: true, decision: {step: StopForwardSync, attempt: 1, action: Retry}' | StopForwardSync
            applicationRoles: [a]         | 'applicationRoles: [a], fenceSource: true'       | fenceSource
            'applicationRoles: [a], fenceSource: true' | 'applicationRoles: [a, b], fenceSource: true' | fenceSource
            ''                            | 'entered: true, autoConfirm: [StartForwardSwitchover]' | 'EnterForwardSwitchover, StartForwardSwitchover'
            # taking back, and what has nothing to do with it
            entered: true                 | entered: false                                   | ''
            'entered: true, round: 2'     | entered: true, round: 1                          | ''
            autoConfirm: [StartForwardSwitchover] | autoConfirm: []                          | ''
            'entered: true, decision: {step: ConfirmSourceWritesStopped, attempt: 1, action: Confirm}' | entered: true, decision: null | ''
            'applicationRoles: [a, b], fenceSource: true' | 'applicationRoles: [a, b], fenceSource: false' | ''
            ''                            | rehearsalNonce: 1                                | ''
            ''                            | maxLatencySeconds: 5                             | ''
            ''                            | applicationRoles: [a]                            | ''
            'entered: true, autoConfirm: [StartForwardSwitchover]' | 'entered: true, autoConfirm: [StartForwardSwitchover], maxLatencySeconds: 5' | ''
            """;

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static Installation installation;

    @BeforeAll
    static void install() {
        installation = new Installation("enabled: true").awaitPolicies();
    }

    @AfterAll
    static void remove() {
        if (installation != null) {
            installation.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CHANGES)
    void changesOfATask(String there, String written, String approved) {
        for (var way : WayToWrite.values()) {
            var name = task(there);
            var wanted = Tasks.resource("MigrationTask", name, Tasks.spec(written));
            if (approved.isEmpty()) {
                assertThatCode(() -> way.write(installation.as(Installation.OPERATOR), wanted))
                        .as("%s", way)
                        .doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> way.write(installation.as(Installation.OPERATOR), wanted))
                        .as("%s", way)
                        .hasMessageContaining(
                                "otto may not approve %s in namespace %s: that needs the verb approve on migrationtasks",
                                approved, installation.namespace());
            }
            assertThatCode(() -> way.write(installation.as(Installation.APPROVER), wanted))
                    .as("%s", way)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            entered: true                         | EnterForwardSwitchover
            autoConfirm: [StartForwardSwitchover] | StartForwardSwitchover
            decision: {step: ConfirmSourceWritesStopped, attempt: 1, action: Confirm} | ConfirmSourceWritesStopped
            """)
    void aNewTaskIsNoWayAround(String written, String approved) {
        var wanted = Tasks.resource("MigrationTask", name(), Tasks.spec(written));
        assertThatThrownBy(() ->
                        installation.as(Installation.OPERATOR).resource(wanted).create())
                .hasMessageContaining("may not approve " + approved);
        assertThatCode(() ->
                        installation.as(Installation.APPROVER).resource(wanted).create())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EnterForwardSwitchover | ''            | true
            StartForwardSwitchover | ''            | true
            EnterForwardSwitchover | suspend: true | false
            StartForwardSwitchover | dryRun: true  | false
            Stop                   | ''            | false
            End                    | ''            | false
            """)
    void newBatchOperations(String operation, String more, boolean approves) {
        var wanted = Tasks.resource("BatchOperation", name(), Tasks.batch(operation, more));
        var asOperator = installation.as(Installation.OPERATOR).resource(wanted);
        if (approves) {
            assertThatThrownBy(asOperator::create)
                    .hasMessageContaining("otto may not approve " + operation)
                    .hasMessageContaining("create the BatchOperation with spec.suspend: true");
            assertThatCode(() -> installation
                            .as(Installation.APPROVER)
                            .resource(wanted)
                            .create())
                    .doesNotThrowAnyException();
        } else {
            assertThatCode(asOperator::create).doesNotThrowAnyException();
        }
    }

    @Test
    void aSuspendedBatchOperationIsLetGoByAnApproverOnly() {
        for (var way : WayToWrite.values()) {
            var name = name();
            installation
                    .as(Installation.OPERATOR)
                    .resource(batch(name, "suspend: true"))
                    .create();
            assertThatThrownBy(() -> way.write(installation.as(Installation.OPERATOR), batch(name, "suspend: false")))
                    .as("%s", way)
                    .hasMessageContaining("otto may not approve EnterForwardSwitchover");
            way.write(installation.as(Installation.APPROVER), batch(name, "suspend: false"));
            assertThatCode(() -> way.write(installation.as(Installation.OPERATOR), batch(name, "suspend: true")))
                    .as("%s", way)
                    .doesNotThrowAnyException();
        }
    }

    /** The operator carries out what was approved with the batch operation, and nobody but it writes a status. */
    @Test
    void theOperatorItselfIsNotHeldUp() {
        var name = task("");
        for (var way : WayToWrite.values()) {
            way.write(
                    installation.machine(),
                    Tasks.resource(
                            "MigrationTask",
                            name,
                            Tasks.spec(
                                    "entered: true, decision: {step: StartForwardSwitchover, attempt: %d, action: Confirm}"
                                            .formatted(way.ordinal() + 1))));
        }
        var task = installation
                .admin()
                .resources(MigrationTask.class)
                .inNamespace(installation.namespace())
                .withName(name)
                .get();
        task.setStatus(MigrationTaskStatus.empty());
        assertThat(installation.admin().resource(task).updateStatus().getStatus())
                .isNotNull();
    }

    @Test
    void otherInstallationsAreLeftAlone() {
        var elsewhere = Tasks.resource("MigrationTask", name(), Tasks.spec("entered: true"));
        elsewhere.getMetadata().setNamespace("default");
        assertThatThrownBy(() -> installation
                        .as(Installation.OPERATOR)
                        .resource(elsewhere)
                        .create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("cannot create resource");
        assertThatCode(() -> installation.admin().resource(elsewhere).dryRun().create())
                .doesNotThrowAnyException();
    }

    private static GenericKubernetesResource batch(String name, String more) {
        return Tasks.resource("BatchOperation", name, Tasks.batch("EnterForwardSwitchover", more));
    }

    private static String task(String forwardSwitchover) {
        var name = name();
        installation
                .machine()
                .resource(Tasks.resource("MigrationTask", name, Tasks.spec(forwardSwitchover)))
                .create();
        return name;
    }

    private static String name() {
        return "shop-" + COUNTER.incrementAndGet();
    }

    /** Reports quote it: who could name somebody else could make them say what that person never did. */
    @Test
    void nobodyAsksInSomebodyElsesName() {
        for (var kind : java.util.List.of("MigrationTask", "BatchOperation")) {
            var another = requested(kind, "by-another-" + COUNTER.incrementAndGet(), Installation.APPROVER);
            assertThatThrownBy(() -> create(Installation.OPERATOR, another))
                    .hasMessageContaining("datamigration.dev/requested-by names whoever writes it: set it to otto");
            var own = requested(kind, "by-oneself-" + COUNTER.incrementAndGet(), Installation.OPERATOR);
            assertThatCode(() -> create(Installation.OPERATOR, own)).doesNotThrowAnyException();
            own.getMetadata().setLabels(java.util.Map.of("changed", "by-another"));
            assertThatCode(() -> WayToWrite.MergePatch.write(installation.as(Installation.APPROVER), own))
                    .as("what stands there may stay")
                    .doesNotThrowAnyException();
        }
    }

    private static GenericKubernetesResource requested(String kind, String name, String by) {
        var resource = Tasks.resource(
                kind, name, kind.equals("MigrationTask") ? Tasks.spec("") : Tasks.batch("Start", "suspend: true"));
        resource.getMetadata()
                .setAnnotations(new java.util.HashMap<>(java.util.Map.of("datamigration.dev/requested-by", by)));
        return resource;
    }

    private static void create(String user, GenericKubernetesResource resource) {
        installation
                .as(user)
                .resource(resource)
                .inNamespace(installation.namespace())
                .create();
    }
}
