package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.testing.ApiServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kubectl migration} with a real kubectl, a real controller of batch operations, and both API servers. */
@ParameterizedClass
@MethodSource("servers")
class KubectlPluginIT {

    @Parameter
    BatchOperationIT.Kind kind;

    private BatchScene scene;
    private KubectlPlugin kubectl;

    static Stream<BatchOperationIT.Kind> servers() {
        return Stream.of(BatchOperationIT.Kind.values());
    }

    @BeforeEach
    void begin() {
        var server = kind == BatchOperationIT.Kind.REAL ? ApiServer.realOrSkip() : ApiServer.mock();
        scene = new BatchScene(server);
        kubectl = KubectlPlugin.orSkip(server, scene.namespace);
        scene.task("crm", TaskState.Running, "wave: '1', team: sales");
        scene.task("shop", TaskState.Running, "wave: '1'");
        scene.task("tired", TaskState.Running, "wave: '2', plays: Completed");
        scene.task("new", TaskState.NotStarted, "wave: '1'");
        scene.startOperator(new Wire());
    }

    @AfterEach
    void end() {
        if (scene != null) { // null where the test was skipped
            scene.close();
        }
    }

    @Test
    void aDryRunShowsTheDialogAndChangesNothing() {
        var before = versions();
        var shown = kubectl.run("stop -l wave=1 --dry-run");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.words())
                .contains("Stop: 2 of 3 selected tasks qualify.")
                .contains(" NAME LATEST TIMESTAMP\n crm 2026-01-01T00:00:00Z\n shop 2026-01-01T00:00:00Z\n")
                .contains("1 does not, and is left alone:")
                .contains(" new StateNotSupported Stop needs a task that is Running; this one is NotStarted");
        assertThat(versions()).isEqualTo(before);
        assertThat(batches()).as("what was only looked up is not left behind").isEmpty();
    }

    private List<String> versions() {
        return scene.tasks().stream()
                .map(task -> task.getMetadata().getResourceVersion())
                .toList();
    }

    private List<BatchOperation> batches() {
        return scene.batches().stream()
                .filter(batch -> batch.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    @Test
    void itAsksFirstThenFollowsAndTellsOfFailures() {
        var refused = kubectl.run("stop --all", "n\n");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).contains("Stop 3 tasks? [y/N]").contains("nothing was done");
        assertThat(batches()).isEmpty();

        var done = kubectl.run("stop --all", "y\n");
        assertThat(done.code()).as(done.err()).isEqualTo(3);
        assertThat(done.words())
                .containsPattern(" \\d\\d:\\d\\d:\\d\\d crm Succeeded\n")
                .containsPattern(" \\d\\d:\\d\\d:\\d\\d tired Failed \\(OtherEnd\\): the task was Completed")
                .contains("Failed: 2 of 3 tasks succeeded, 1 failed; 1 did not support the operation");
        assertThat(scene.task("shop").get().getSpec().desiredState()).isEqualTo(DesiredState.Stopped);
        var batch = batches().get(0).getMetadata();
        assertThat(batch.getName()).startsWith("stop-");
        assertThat(batch.getAnnotations().get("datamigration.dev/requested-by")).isNotBlank();

        assertThat(kubectl.run("stop --all --yes").code())
                .as("nothing is left to stop")
                .isEqualTo(4);
        var again = kubectl.run("follow " + batch.getName());
        assertThat(again.code()).isEqualTo(3);
        assertThat(again.out()).contains("2 of 3 tasks succeeded");
    }

    @Test
    void scriptsReadWhatItPrints() {
        assertThat(kubectl.run("start new crm --dry-run -o name").out())
                .isEqualTo("migrationtasks.datamigration.dev/new\n");
        var started = kubectl.run(
                "start --names new,crm -y -o json --parallelism 3 --wave-by wave --halt-after 2 --timeout 2m --ttl=1h");
        assertThat(started.code()).as(started.err()).isZero();
        assertThat(started.out()).startsWith("{");
        assertThat(started.err()).contains("1 of 2 selected tasks qualifies");
        var spec = batches().get(0).getSpec();
        assertThat(spec.tasks()).containsExactly("new", "crm");
        assertThat(spec.parallelism()).isEqualTo(3);
        assertThat(spec.waves().byLabel()).isEqualTo("wave");
        assertThat(spec.failurePolicy().haltAfterFailures()).isEqualTo(2);
        assertThat(spec.timeoutSeconds()).isEqualTo(120);
        assertThat(spec.ttlSecondsAfterFinished()).isEqualTo(3600);
    }

    @Test
    void aSelectorMeansWhatItMeansToKubectl() {
        scene.task("new-sales", TaskState.NotStarted, "wave: '3', team: sales");
        var asked = List.of("wave!=1,team=sales", "wave_in_(1,_3),!team", "wave_notin_(1)", "team,wave==1");
        for (var selector : asked) {
            var meant = kubectl.run("start --dry-run -o json -l " + selector);
            assertThat(meant.code()).as(meant.err()).isZero();
            assertThat(named(meant.out()))
                    .as(selector)
                    .containsExactlyInAnyOrder(scene.names(selector.replace('_', ' ')));
        }
        assertThat(kubectl.run("start --dry-run -l wave_in_(").code()).isEqualTo(2);
    }

    private static String[] named(String json) {
        return io.fabric8.kubernetes.client.utils.Serialization.unmarshal(json, BatchOperation.class)
                .getStatus()
                .tasks()
                .stream()
                .map(task -> task.name())
                .toArray(String[]::new);
    }

    @Test
    void tasksInDifferentStepsAreNotAdvancedTogether() {
        scene.awaits("crm", "ConfirmSourceWritesStopped", 2, "Confirm");
        scene.awaits("shop", "ProcessDatabaseObjects", 1, "Confirm");
        scene.awaits("tired", "SwitchoverPrecheck", 1, "Retry, Skip");
        var mixed = kubectl.run("advance --all --dry-run");
        assertThat(mixed.code()).isEqualTo(2);
        assertThat(mixed.err().replaceAll(" +", " "))
                .contains("different steps")
                .contains(" crm ConfirmSourceWritesStopped Confirm")
                .contains(" shop ProcessDatabaseObjects Confirm")
                .doesNotContain("new");
        var precheck = kubectl.run("advance tired --retry");
        assertThat(precheck.code()).isEqualTo(2);
        assertThat(precheck.err()).contains("kubectl migration precheck retry|skip");
        assertThat(kubectl.run("advance new").code()).isEqualTo(4);
        for (var which : List.of("crm new", "--all --step ConfirmSourceWritesStopped")) {
            var one = kubectl.run("advance --dry-run -o json " + which);
            assertThat(one.out())
                    .as(one.err())
                    .contains("\"step\": \"ConfirmSourceWritesStopped\"")
                    .contains("\"action\": \"Confirm\"");
        }
        var failed = kubectl.run("advance --all --step StopForwardSync --retry --dry-run -o yaml");
        assertThat(failed.out()).as(failed.err()).contains("step: StopForwardSync", "action: Retry");
    }

    @Test
    void aPrecheckIsAnsweredOnEachTask() {
        scene.awaits("crm", "ConfirmSourceWritesStopped", 2, "Confirm");
        scene.awaits("tired", "SwitchoverPrecheck", 3, "Retry, Skip");
        var skipped = kubectl.run("precheck skip --acknowledge tired crm -y");
        assertThat(skipped.code()).as(skipped.err()).isZero();
        assertThat(skipped.out())
                .contains("crm: it waits in step ConfirmSourceWritesStopped, not in SwitchoverPrecheck");
        var decision = scene.task("tired").get().getSpec().forwardSwitchover().decision();
        assertThat(decision.attempt()).isEqualTo(3);
        assertThat(decision.acknowledge()).isTrue();
        assertThat(kubectl.run("precheck skip tired -y").code()).isZero();
        assertThat(scene.task("tired")
                        .get()
                        .getSpec()
                        .forwardSwitchover()
                        .decision()
                        .acknowledge())
                .as("a merge keeps what it is not told")
                .isNotEqualTo(true);
        assertThat(kubectl.run("precheck retry tired", "n\n").code()).isEqualTo(5);
        assertThat(kubectl.run("precheck retry crm -y").code()).isEqualTo(4);
        assertThat(kubectl.run("precheck retry --acknowledge tired -y").code()).isEqualTo(2);
    }

    @Test
    void switchoversAreRehearsedEnteredAndAbortedOnEachTask() {
        assertThat(kubectl.run("abort crm -y").code()).as("none is entered").isEqualTo(4);
        assertThat(kubectl.run("rehearse crm shop -y").code()).isZero();
        assertThat(kubectl.run("rehearse crm -y").code()).isZero();
        assertThat(switchover("crm").rehearsalNonce()).isEqualTo(2);
        assertThat(switchover("shop").rehearsalNonce()).isEqualTo(1);
        assertThat(kubectl.run("round 1 crm -y").code()).isZero();
        assertThat(switchover("crm").entered()).isTrue();
        assertThat(kubectl.run("abort crm -y").code()).isZero();
        assertThat(switchover("crm").entered()).isFalse();
        var refused = kubectl.run("round 2 crm -y");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("switching back needs ReverseIncrement");
        strandedRowsAreAcknowledgedWithTheWordOfTheStatus();
    }

    private void strandedRowsAreAcknowledgedWithTheWordOfTheStatus() {
        for (var rows : List.of("crm: 3", "shop: 0")) {
            scene.setStatus(
                    rows.substring(0, rows.indexOf(':')),
                    "state: Running\nphase: ForwardSwitchover\nforwardSwitchover: {stranded: {rows: 3, accept: 0a1b2c3d, unacknowledged"
                            + rows.substring(rows.indexOf(':')) + "}}");
        }
        var listed = kubectl.run("accept-stranded --all --dry-run");
        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out())
                .contains("shop: nothing is to be acknowledged", "tired: nothing is stranded", "new: ")
                .endsWith("crm\n");
        assertThat(kubectl.run("accept-stranded crm shop -y").code()).isZero();
        assertThat(switchover("crm").acceptStranded()).isEqualTo("0a1b2c3d");
        assertThat(switchover("shop").acceptStranded()).isNull();
        assertThat(kubectl.run("accept-stranded shop tired -y").code())
                .as("nothing to acknowledge")
                .isEqualTo(4);
    }

    private dev.datamigration.api.switchover.ForwardSwitchoverSettings switchover(String task) {
        return scene.task(task).get().getSpec().forwardSwitchover();
    }

    @Test
    void whatIsToComeIsListedInItsOrder() {
        var plan = kubectl.run("plan crm");
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.words())
                .containsSubsequence("1 Precheck", "2 SchemaMigration", "FullVerification", "ForwardSwitchover")
                .doesNotContain("ReverseIncrement");
    }

    @Test
    void optionsOfKubectlMayStandInFront() {
        var listed = kubectl.run("--namespace=elsewhere-altogether stop -l wave=1 --dry-run");
        assertThat(listed.code()).as("the last one counts: " + listed.err()).isZero();
        assertThat(listed.out()).contains("Stop: 2 of 3");
        assertThat(kubectl.run("-n elsewhere-altogether top").out()).contains("crm");
    }

    @Test
    void alertsAreSetTestedAndRemoved() {
        var set = kubectl.run("alerts set crm --task-status --latency 30s --channel Lark --url-secret robot/url"
                + " --frequency 10m --remarks call_\"me\"_\\o/_夜间 -y");
        assertThat(set.code()).as(set.out() + set.err()).isZero();
        var alerts = scene.task("crm").get().getSpec().alerts();
        assertThat(alerts.taskStatus().remarks()).isEqualTo("call \"me\" \\o/ 夜间");
        assertThat(alerts.incrementalLatency().thresholdSeconds()).isEqualTo(30);
        assertThat(alerts.incrementalLatency().frequencySeconds()).isEqualTo(600);
        scene.patchTask("crm", "{\"alerts\": {\"testNonce\": \"of-an-earlier-test\"}}");
        var tested = kubectl.run("alerts test --all --dry-run -o json");
        assertThat(tested.out()).as(tested.err()).contains("\"test\": true", "\"crm\"", "\"thresholdSeconds\": 30");
        scene.patchTask(
                "shop",
                "{\"alerts\": {\"taskStatus\": {\"channel\": \"Lark\", \"urlSecretRef\": {\"name\": \"robot\", \"key\":"
                        + " \"url\"}}}}");
        var different = kubectl.run("alerts test --all --dry-run");
        assertThat(different.code()).isEqualTo(2);
        assertThat(different.err()).contains("different alert configurations");
        assertThat(kubectl.run("alerts remove crm shop -y").code()).isZero();
        assertThat(scene.task("crm").get().getSpec().alerts().taskStatus()).isNull();
        assertThat(kubectl.run("alerts test --all -y").code()).isEqualTo(4);
    }

    @Test
    void itShowsWhereTasksStand() {
        var top = kubectl.run("top -l wave=1");
        assertThat(top.words())
                .as(top.err())
                .contains("NAME STATE PHASE PROGRESS LATENCY ROWS/S AWAITS FAILURE")
                .contains("shop Running IncrementalSync")
                .contains("3 tasks, 2 Running, 1 NotStarted");
        var described = kubectl.run("describe shop");
        assertThat(described.words())
                .as(described.err())
                .contains(" from PostgreSQL old, shop")
                .contains(" state Running");
        assertThat(kubectl.run("describe nobody").code()).isEqualTo(1);
        assertThat(kubectl.run("top shop nobody").code()).isEqualTo(1);
    }

    @Test
    void whatIsNotUnderstoodIsNotDone() {
        assertThat(kubectl.run("stop crm --dry-run=client").code()).isEqualTo(2);
        assertThat(kubectl.run("follow nothing").code()).isEqualTo(1);
        assertThat(kubectl.run("help").out()).contains("kubectl migration start|stop|resume|end");
        assertThat(batches()).isEmpty();
    }

    @Test
    void shellcheckHasNothingToSayOfTheLauncher() throws IOException, InterruptedException {
        var installed = Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(
                        directory -> java.nio.file.Files.isExecutable(java.nio.file.Path.of(directory, "shellcheck")));
        Assumptions.assumeTrue(installed, "skipped: there is no shellcheck in the PATH");
        var check = new ProcessBuilder("shellcheck", KubectlPlugin.LAUNCHER.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(check.getInputStream().readAllBytes())).isEmpty();
        assertThat(check.waitFor()).isZero();
    }
}
